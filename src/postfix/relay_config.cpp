#include "postfix/relay_config.hpp"

#include "postfix/main_cf.hpp"
#include "postfix/sasl_passwd.hpp"
#include "postfix/sender_maps.hpp"
#include "postfix/upstream_transport.hpp"
#include "postfix/xoauth2.hpp"

namespace postern::postfix {

namespace {

std::string route_to(const Upstream& upstream) {
    return upstream.name + ':' + nexthop(upstream);
}

void add_upstream_routes(const Plan& plan, MainCf& main) {
    const auto& upstreams = plan.upstreams;
    main.comment(upstreams.size() > 1
                     ? "Mail leaves by the account of its sender, by the first one where that has none."
                     : "All mail leaves by one account.");
    main.set("default_transport", route_to(upstreams.front()));
    if (upstreams.size() > 1) {
        main.set("sender_dependent_default_transport_maps", texthash("sender_transport"));
    }
    main.set("relayhost", "");
    add_sender_rewriting(upstreams, main);
    add_pace(upstreams, main);
    main.comment("How the accounts' servers are spoken to.");
    add_client_settings(plan.host, main);
}

void add_direct_routes(const Host& host, MainCf& main) {
    main.comment("Mail goes to the servers of its recipients, over TLS where they offer it.");
    main.set("default_transport", "smtp");
    main.set("relayhost", "");
    main.set("smtp_tls_security_level", "may");
    main.set("smtp_tls_CAfile", ca_file_of(host));
    main.set("smtp_tls_loglevel", "1");
}

MainCf make_main(const Plan& plan) {
    MainCf main;
    const bool direct = plan.route == Route::direct;
    main.comment(direct ? "Postfix sends mail itself. README in this folder explains it."
                        : "Postfix hands mail on to a mail provider. README in this folder explains it.");
    add_host_settings(plan.host, main);
    main.set("local_transport", "error:5.1.1 this host has no mailboxes");
    direct ? add_direct_routes(plan.host, main) : add_upstream_routes(plan, main);
    add_queue_settings(message_size_for(plan.upstreams), main);
    return main;
}

std::vector<Transport> transports_of(const Plan& plan) {
    if (plan.route == Route::direct) {
        return {{"smtp", "smtp", {}}};
    }
    return account_transports(plan);
}

}  // namespace

void add_client_settings(const Host& host, MainCf& main) {
    for (const auto& [name, value] : client_settings(host)) {
        main.set(name, value);
    }
}

void add_sender_rewriting(std::span<const Upstream> upstreams, MainCf& main) {
    if (!rewrites_senders(upstreams)) {
        return;
    }
    main.comment(
        "Its provider refuses other senders than its own accounts; bounces keep their empty sender. Postfix "
        "leaves the From of clients alone that it does not take for this host's own, unless told.");
    main.set("sender_canonical_maps", regexp("sender_canonical"));
    main.set("sender_canonical_classes", "envelope_sender, header_sender");
    main.set("local_header_rewrite_clients", "permit_mynetworks");
}

std::vector<Transport> account_transports(const Plan& plan) {
    std::vector<Transport> transports;
    for (const Upstream& upstream : plan.upstreams) {
        transports.push_back(upstream_transport(upstream, plan.host));
    }
    return transports;
}

std::vector<ConfigFile> account_files(const Plan& plan) {
    std::vector<ConfigFile> files;
    bool tokens = false;
    for (const Upstream& upstream : plan.upstreams) {
        if (upstream.login != Login::none) {
            files.push_back(sasl_passwd(upstream, token_folder_of(plan.host)));
        }
        if (upstream.login == Login::xoauth2) {
            files.push_back(token_file(upstream));
            tokens = true;
        }
    }
    if (tokens) {
        files.push_back(xoauth2_conf(plan.host));
    }
    if (!plan.upstreams.empty()) {
        files.emplace_back(std::string(kDsnFilterName), dsn_filter());
    }
    if (!plan.fragment && rewrites_senders(plan.upstreams)) {
        files.emplace_back("sender_canonical", sender_canonical(plan.upstreams));
    }
    return files;
}

std::vector<ConfigFile> relay_config(const Plan& plan) {
    std::vector<ConfigFile> files;
    files.emplace_back("main.cf", make_main(plan).text());
    files.emplace_back("master.cf", master_cf(plan.host, transports_of(plan)));
    if (plan.route == Route::direct) {
        return files;
    }
    for (ConfigFile& file : account_files(plan)) {
        files.push_back(std::move(file));
    }
    if (plan.upstreams.size() > 1) {
        files.emplace_back("sender_transport", sender_transport(plan.upstreams));
    }
    return files;
}

}  // namespace postern::postfix
