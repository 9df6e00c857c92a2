#include "postfix/main_cf.hpp"

#include "base/text.hpp"

namespace postern::postfix {

namespace {

constexpr std::size_t kCommentWidth = 98;

void add_instance(const Host& host, MainCf& main) {
    if (host.instance.empty()) {
        return;
    }
    main.comment("An instance beside the host's own Postfix, run by postmulti.");
    main.set("multi_instance_name", host.instance);
    main.set("multi_instance_group", "mta");
    main.set("multi_instance_enable", "yes");
    main.set("queue_directory", "/var/spool/" + host.instance);
    main.set("data_directory", "/var/lib/" + host.instance);
}

}  // namespace

void MainCf::comment(std::string_view text) {
    text_ += text_.empty() ? "" : "\n";
    const std::string lines = base::wrapped(text, kCommentWidth);
    for (std::size_t at = 0; at < lines.size();) {
        const std::size_t end = lines.find('\n', at) + 1;
        text_.append("# ").append(lines, at, end - at);
        at = end;
    }
}

void MainCf::set(std::string_view name, std::string_view value) {
    text_.append(name).append(value.empty() ? " =" : " = ").append(value).append("\n");
}

std::string texthash(std::string_view name) {
    return std::string("texthash:$config_directory/").append(name);
}

std::string regexp(std::string_view name) {
    return std::string("regexp:$config_directory/").append(name);
}

void add_host_settings(const Host& host, MainCf& main) {
    main.set("compatibility_level", compatibility_level(host.version));
    add_instance(host, main);
    if (!host.hostname.empty()) {
        main.comment("The name by which this host introduces itself.");
        main.set("myhostname", host.hostname);
    }
    main.comment(host.client_networks.empty() ? "Takes mail from this host alone."
                                              : "Takes mail from this host and from these networks.");
    main.set("inet_interfaces", "loopback-only");
    std::string networks = "127.0.0.0/8, [::1]/128";
    for (const std::string& network : host.client_networks) {
        networks.append(", ").append(network);
    }
    main.set("mynetworks", networks);
    main.set("smtpd_relay_restrictions", "permit_mynetworks, reject");
    main.set("smtpd_recipient_restrictions", "");
    main.set("disable_vrfy_command", "yes");
    main.comment("No mailboxes and no aliases of its own, and no notices to its postmaster.");
    main.set("mydestination", "");
    main.set("relay_domains", "");
    main.set("local_recipient_maps", "");
    main.set("alias_maps", "");
    main.set("alias_database", "");
    main.set("address_verify_map", "");
    main.set("notify_classes", "");
}

void add_queue_settings(std::uint64_t message_size, MainCf& main) {
    main.comment(
        "The largest message in bytes, attachments in Base64 included; mailboxes must never be smaller. Mail "
        "is tried "
        "for five days.");
    main.set("message_size_limit", message_size);
    main.set("mailbox_size_limit", "0");
    main.set("virtual_mailbox_limit", "0");
    main.set("maximal_queue_lifetime", "5d");
    main.set("bounce_queue_lifetime", "1d");
    main.set("delay_warning_time", "0h");
}

}  // namespace postern::postfix
