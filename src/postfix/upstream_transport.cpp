#include "postfix/upstream_transport.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "postfix/sasl_passwd.hpp"

namespace postern::postfix {

namespace {

// Jira's and Confluence's mails with attachments outgrow Postfix's own 10 MB.
constexpr std::uint64_t kUsualMessageSize = 50UL * 1024 * 1024;

// With a delay between messages a few failed ones would stop a destination; Postfix's documentation
// of transport_rate_delay asks for more.
constexpr unsigned kFailedCohorts = 10;

// Only what sends a password as it is: plug-ins that come with other packages offer mechanisms that
// fail with it, and Postfix would try those first.
std::string_view mechanisms(const Upstream& upstream) {
    if (upstream.login == Login::xoauth2) {
        return "xoauth2";
    }
    const bool may_lack_tls =
        upstream.tls.level == TlsLevel::may || upstream.tls.level == TlsLevel::cleartext;
    return may_lack_tls ? "plain,login,cram-md5" : "plain,login";
}

void add_login(const Upstream& upstream, Transport& transport) {
    const bool logs_in = upstream.login != Login::none;
    transport.options.emplace_back("smtp_sasl_auth_enable", logs_in ? "yes" : "no");
    if (!logs_in) {
        return;
    }
    transport.options.emplace_back("smtp_sasl_password_maps", texthash(sasl_passwd_name(upstream)));
    transport.options.emplace_back("smtp_sasl_mechanism_filter", mechanisms(upstream));
    if (upstream.tls.level == TlsLevel::cleartext) {
        transport.options.emplace_back("smtp_sasl_security_options", "noanonymous");
    }
}

void add_tls(const Upstream& upstream, Transport& transport) {
    transport.options.emplace_back("smtp_tls_security_level", security_level(upstream.tls.level));
    transport.options.emplace_back("smtp_tls_wrappermode", upstream.wrappermode ? "yes" : "no");
    if (!upstream.tls.name.empty()) {
        transport.options.emplace_back("smtp_tls_secure_cert_match", upstream.tls.name);
    }
}

void add_pace_of(const Upstream& upstream, MainCf& main) {
    const Provider& provider = *upstream.provider;
    const auto set = [&](std::string_view what, unsigned value, std::string_view unit = "") {
        if (value > 0) {
            main.set(upstream.name + std::string(what), std::to_string(value).append(unit));
        }
    };
    set("_destination_concurrency_limit", provider.connections);
    set("_destination_recipient_limit", provider.recipients);
    set("_destination_rate_delay", provider.rate_delay, "s");
    if (provider.rate_delay > 0) {
        set("_destination_concurrency_failed_cohort_limit", kFailedCohorts);
    }
}

}  // namespace

Transport upstream_transport(const Upstream& upstream, const Host& host) {
    const std::string log_name = host.instance.empty() ? "postfix" : host.instance;
    Transport transport{upstream.name, "smtp", {{"syslog_name", log_name + '/' + upstream.name}}};
    add_tls(upstream, transport);
    add_login(upstream, transport);
    return transport;
}

std::vector<std::pair<std::string, std::string>> client_settings(const Host& host) {
    return {{"smtp_tls_security_level", "secure"},
            {"smtp_tls_CAfile", std::string(ca_file_of(host))},
            {"smtp_tls_mandatory_protocols", std::string(modern_tls(host.version))},
            {"smtp_tls_connection_reuse", "yes"},
            {"smtp_tls_loglevel", "1"},
            {"smtp_sasl_security_options", "noanonymous, noplaintext"},
            {"smtp_sasl_tls_security_options", "noanonymous"},
            {"smtp_host_lookup", "dns, native"},
            {"smtp_address_preference", "ipv4"},
            {"smtp_delivery_status_filter", regexp(kDsnFilterName)}};
}

void add_pace(std::span<const Upstream> upstreams, MainCf& main) {
    for (const Upstream& upstream : upstreams) {
        const Provider* provider = upstream.provider;
        if (provider != nullptr && provider->connections + provider->recipients + provider->rate_delay > 0) {
            main.comment(base::printable(upstream.name + ": what " + provider->title + " allows. " +
                                         provider->limits));
            add_pace_of(upstream, main);
        }
    }
}

std::uint64_t message_size_for(std::span<const Upstream> upstreams) {
    std::uint64_t size = kUsualMessageSize;
    for (const Upstream& upstream : upstreams) {
        if (upstream.provider != nullptr && upstream.provider->message_size > 0) {
            size = std::min(size, upstream.provider->message_size);
        }
    }
    return size;
}

std::string dsn_filter() {
    return "# These answers mean that this host's password was not found: mail waits for it instead of "
           "being\n"
           "# lost. The second is SendGrid's.\n"
           "/^5(\\.[0-9]+\\.[0-9]+ .* said: 530[ -].*)$/ 4$1\n"
           "/^5(\\.[0-9]+\\.[0-9]+ .* said: 550 Unauthenticated senders not allowed.*)$/ 4$1\n";
}

}  // namespace postern::postfix
