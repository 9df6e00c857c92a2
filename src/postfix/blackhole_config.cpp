#include "postfix/blackhole_config.hpp"

#include <fmt/format.h>

#include "postfix/main_cf.hpp"
#include "postfix/relay_config.hpp"
#include "postfix/sender_maps.hpp"
#include "postfix/upstream_transport.hpp"

namespace postern::postfix {

namespace {

void add_mailbox(const Mailbox& mailbox, MainCf& main) {
    main.comment("Every message, whoever it is for, goes into one Maildir.");
    for (const char* name :
         {"default_transport", "relay_transport", "local_transport", "virtual_transport"}) {
        main.set(name, "virtual:");
    }
    main.set("relayhost", "");
    main.set("virtual_alias_maps", "");
    main.set("virtual_alias_domains", "");
    main.set("virtual_mailbox_domains", "");
    main.set("virtual_mailbox_base", kMailboxFolder);
    main.set("virtual_mailbox_maps", "static:Maildir/");
    main.set("virtual_uid_maps", "static:" + std::to_string(mailbox.uid));
    main.set("virtual_gid_maps", "static:" + std::to_string(mailbox.gid));
    if (!mailbox.testers.empty()) {
        main.comment("Testers, who do get their mail: the exact addresses in this file, nobody else.");
        main.set("transport_maps", regexp("transport"));
    }
    main.comment("Marks the subject; messages attached to the message keep theirs.");
    main.set("header_checks", regexp("header_checks"));
    main.set("nested_header_checks", "");
    main.set("mime_header_checks", "");
}

std::string header_checks() {
    return "/^Subject:[[:space:]]*(.*)$/ REPLACE Subject: [SANDBOX] $1\n";
}

std::string testers_map(const Plan& plan) {
    const std::string route = plan.upstreams.empty()
                                  ? std::string("allowed:")
                                  : plan.upstreams.front().name + ':' + nexthop(plan.upstreams.front());
    std::string text = "# Only these recipients get mail. After a change: postfix reload\n";
    for (const std::string& tester : plan.mailbox.testers) {
        text += fmt::format("/^{}$/ {}\n", escaped_pattern(tester), route);
    }
    return text;
}

std::vector<Transport> transports_of(const Plan& plan) {
    std::vector<Transport> transports = {{"virtual", "virtual", {}}};
    if (plan.mailbox.testers.empty()) {
        return transports;
    }
    if (plan.upstreams.empty()) {
        transports.push_back({"allowed", "smtp", {{"smtp_tls_security_level", "may"}}});
        return transports;
    }
    transports.push_back(upstream_transport(plan.upstreams.front(), plan.host));
    return transports;
}

}  // namespace

std::vector<ConfigFile> blackhole_config(const Plan& plan) {
    MainCf main;
    main.comment("Postfix keeps all mail on this host. README in this folder explains it.");
    add_host_settings(plan.host, main);
    add_mailbox(plan.mailbox, main);
    if (!plan.mailbox.testers.empty() && !plan.upstreams.empty()) {
        add_sender_rewriting(plan.upstreams, main);
        add_pace(plan.upstreams, main);
        main.comment("How the server of the testers' account is spoken to.");
        add_client_settings(plan.host, main);
    }
    add_queue_settings(message_size_for(plan.upstreams), main);
    std::vector<ConfigFile> files;
    files.emplace_back("main.cf", main.text());
    files.emplace_back("master.cf", master_cf(plan.host, transports_of(plan)));
    files.emplace_back("header_checks", header_checks());
    if (!plan.mailbox.testers.empty()) {
        files.emplace_back("transport", testers_map(plan));
        for (ConfigFile& file : account_files(plan)) {
            files.push_back(std::move(file));
        }
    }
    return files;
}

}  // namespace postern::postfix
