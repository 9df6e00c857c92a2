#include "target/postfix_recognition.hpp"

#include <algorithm>
#include <array>

#include "format/postfix_main_cf.hpp"

namespace postern::target {

namespace {

constexpr std::size_t kLimit = 64 * 1024;
constexpr std::string_view kSpace = " \t\r";

// Names that other programs' "key = value" files do not have.
constexpr std::array<std::string_view, 50> kParameters{"alias_database",
                                                       "alias_maps",
                                                       "append_dot_mydomain",
                                                       "biff",
                                                       "body_checks",
                                                       "bounce_queue_lifetime",
                                                       "canonical_maps",
                                                       "command_directory",
                                                       "compatibility_level",
                                                       "content_filter",
                                                       "daemon_directory",
                                                       "debug_peer_level",
                                                       "default_transport",
                                                       "disable_vrfy_command",
                                                       "header_checks",
                                                       "inet_interfaces",
                                                       "inet_protocols",
                                                       "local_recipient_maps",
                                                       "local_transport",
                                                       "mail_owner",
                                                       "mailbox_command",
                                                       "mailbox_size_limit",
                                                       "maillog_file",
                                                       "mailq_path",
                                                       "maximal_queue_lifetime",
                                                       "message_size_limit",
                                                       "mydestination",
                                                       "mydomain",
                                                       "myhostname",
                                                       "mynetworks",
                                                       "mynetworks_style",
                                                       "myorigin",
                                                       "newaliases_path",
                                                       "queue_directory",
                                                       "recipient_delimiter",
                                                       "relay_domains",
                                                       "relay_transport",
                                                       "relayhost",
                                                       "sender_canonical_maps",
                                                       "sender_dependent_default_transport_maps",
                                                       "sender_dependent_relayhost_maps",
                                                       "setgid_group",
                                                       "smtp_address_preference",
                                                       "smtputf8_enable",
                                                       "transport_maps",
                                                       "unknown_local_recipient_reject_code",
                                                       "virtual_alias_maps",
                                                       "virtual_mailbox_base",
                                                       "virtual_mailbox_maps",
                                                       "virtual_transport"};

bool is_own_name(std::string_view name) {
    return std::find(kParameters.begin(), kParameters.end(), name) != kParameters.end();
}

// Of a family whose names others may use too.
bool is_of_family(std::string_view name) {
    constexpr std::array<std::string_view, 5> kFamilies{"smtp_tls_", "smtp_sasl_", "smtpd_", "postscreen_",
                                                        "lmtp_"};
    return std::any_of(kFamilies.begin(), kFamilies.end(),
                       [name](std::string_view family) { return name.starts_with(family); });
}

// Postfix does not start while one of these is empty: so they stand in the template that packages fill in.
bool is_left_to_fill_in(std::string_view name, std::string_view value) {
    constexpr std::array<std::string_view, 4> kFilledIn{"mailq_path", "newaliases_path", "sendmail_path",
                                                        "setgid_group"};
    return value.find_first_not_of(kSpace) == std::string_view::npos &&
           std::find(kFilledIn.begin(), kFilledIn.end(), name) != kFilledIn.end();
}

class Reader {
public:
    // Of the line; foreign ones end it all.
    bool take(std::string_view line) {
        const std::size_t first = line.find_first_not_of(kSpace);
        if (first == std::string_view::npos || line[first] == '#') {
            return true;
        }
        if (std::any_of(line.begin(), line.end(), is_control)) {
            return false;
        }
        if (first > 0) {
            return any_;  // goes on
        }
        any_ = true;
        const std::size_t equals = line.find('=');
        std::string_view name = line.substr(0, equals);
        name = name.substr(0, name.find_last_not_of(kSpace) + 1);
        const bool dotted = name.find('.') != std::string_view::npos;  // a .properties file
        if (equals == std::string_view::npos || dotted || !format::is_parameter_name(name)) {
            return false;
        }
        template_ = template_ || is_left_to_fill_in(name, line.substr(equals + 1));
        own_ = own_ || is_own_name(name);
        if ((is_own_name(name) || is_of_family(name)) && name != first_) {
            first_ = first_.empty() ? name : first_;
            ++known_;
        }
        return true;
    }

    bool is_postfix() const { return own_ && known_ >= 2 && !template_; }

private:
    static bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\r'; }

    bool any_ = false;
    bool own_ = false;
    bool template_ = false;
    std::string_view first_;
    int known_ = 0;
};

}  // namespace

std::optional<Recognition> recognise_postfix(std::string_view head, bool all) {
    Reader reader;
    std::string_view rest = head.substr(0, kLimit);
    const bool seen_enough = all || head.size() >= kLimit;
    while (!rest.empty()) {
        const std::size_t end = rest.find('\n');
        if (end == std::string_view::npos && head.size() >= kLimit) {
            break;  // cut off by the limit
        }
        if (end == std::string_view::npos && !all) {
            return std::nullopt;
        }
        const std::string_view line = rest.substr(0, end);
        if (!reader.take(line)) {
            return Recognition{};
        }
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    }
    if (!seen_enough) {
        return std::nullopt;
    }
    return reader.is_postfix() ? Recognition{ContentKind::postfix_main_cf, ""} : Recognition{};
}

}  // namespace postern::target
