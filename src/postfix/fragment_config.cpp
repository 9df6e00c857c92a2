#include "postfix/fragment_config.hpp"

#include <algorithm>
#include <iterator>

#include "postfix/main_cf.hpp"
#include "postfix/relay_config.hpp"
#include "postfix/sender_maps.hpp"
#include "postfix/upstream_transport.hpp"

namespace postern::postfix {

namespace {

bool has_option(const Transport& transport, const std::string& name) {
    return std::any_of(transport.options.begin(), transport.options.end(),
                       [&](const auto& option) { return option.first == name; });
}

}  // namespace

std::vector<ConfigFile> fragment_config(const Plan& plan) {
    MainCf main;
    main.comment(
        "For an existing main.cf: mail of the accounts' senders leaves by their accounts. Where main.cf has "
        "one of these parameters already, join the values. message_size_limit there should be at least " +
        std::to_string(message_size_for(plan.upstreams)) +
        ", with mailbox_size_limit and virtual_mailbox_limit no smaller.");
    main.set("sender_dependent_default_transport_maps", texthash("sender_transport"));
    add_pace(plan.upstreams, main);

    std::string master = "\n# For an existing master.cf: one transport for each account.\n";
    for (Transport transport : account_transports(plan)) {
        transport.options.emplace_back("smtp_tls_connection_reuse", "no");
        const auto settings = client_settings(plan.host);
        std::copy_if(settings.begin(), settings.end(), std::back_inserter(transport.options),
                     [&](const auto& setting) { return !has_option(transport, setting.first); });
        master += transport_lines(transport);
    }

    std::vector<ConfigFile> files;
    files.emplace_back("main.cf.fragment", '\n' + main.text());
    files.emplace_back("master.cf.fragment", master);
    files.emplace_back("sender_transport", sender_transport(plan.upstreams));
    for (ConfigFile& file : account_files(plan)) {
        files.push_back(std::move(file));
    }
    return files;
}

}  // namespace postern::postfix
