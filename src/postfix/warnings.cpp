#include "postfix/warnings.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "postfix/host_name.hpp"
#include "postfix/sasl_passwd.hpp"
#include "postfix/sender_maps.hpp"
#include "postfix/xoauth2.hpp"

namespace postern::postfix {

namespace {

using Lines = std::vector<std::string>;

void warn_of_finding(const Upstream& upstream, Lines& lines) {
    if (upstream.assumed_layout) {
        lines.push_back(
            fmt::format("{}: assumed layout: the dump does not name this table's columns, so check that the "
                        "account is right.",
                        upstream.name));
    }
    if (upstream.lacks_username) {
        lines.push_back(
            fmt::format("{}: a password without a user name was found, and is not used.", upstream.name));
    }
    if (!upstream.proxy.empty()) {
        lines.push_back(
            fmt::format("{}: the application goes through the SOCKS proxy {}, which Postfix cannot: "
                        "this host has to reach {} port {} directly.",
                        upstream.name, shortened(upstream.proxy), upstream.host, upstream.port));
    }
}

void warn_of_provider(const Upstream& upstream, Lines& lines) {
    const Provider& provider = *upstream.provider;
    const bool ends = provider.password_end && upstream.login == Login::password &&
                      provider.login != ProviderLogin::app_password;
    const std::string end = ends ? fmt::format("passwords end: {}; ", *provider.password_end) : "";
    if (!provider.login_note.empty()) {
        lines.push_back(
            fmt::format("{}: {} ({}as of {})", provider.title, provider.login_note, end, provider.checked));
    } else if (ends) {
        lines.push_back(fmt::format("{} ends passwords by default on {} (as of {}).", provider.title,
                                    *provider.password_end, provider.checked));
    }
    if (provider.username && *provider.username != upstream.username) {
        lines.push_back(fmt::format("{}: everybody's user name at {} is \"{}\", and the account has another.",
                                    upstream.name, provider.title, *provider.username));
    }
}

void warn_of_login(const Upstream& upstream, const Host& host, Lines& lines) {
    if (upstream.lacks_password()) {
        lines.push_back(
            fmt::format("{}: the password was not found (encrypted, or kept elsewhere). Put it into {}.",
                        upstream.name, sasl_passwd_name(upstream)));
    }
    if (upstream.login == Login::xoauth2) {
        lines.push_back(
            fmt::format("{} logs in by XOAUTH2, which needs the SASL plug-in sasl-xoauth2. {} "
                        "libsasl2-modules-kdexoauth2 is no replacement: it must not be installed.",
                        upstream.name, facts_of(host.platform).xoauth2));
    }
    if (upstream.login == Login::xoauth2 && !has_tokens(upstream)) {
        lines.push_back(fmt::format("{}: fill in xoauth2/{}; README says how to get tokens.", upstream.name,
                                    token_file_name(upstream)));
    }
    if (upstream.provider != nullptr && upstream.login != Login::none) {
        warn_of_provider(upstream, lines);
    }
}

std::string why_optional(const Upstream& upstream) {
    const std::string host =
        upstream.host.find(':') == std::string::npos ? upstream.host : '[' + upstream.host + ']';
    return upstream.tls_chosen
               ? fmt::format("{}: TLS is optional, by --tls {}=may.", upstream.name, host)
               : fmt::format(
                     "{}: the application used no TLS. --tls {}=secure is better, where the server has it.",
                     upstream.name, host);
}

void warn_of_tls(const Upstream& upstream, Lines& lines) {
    const bool logs_in = upstream.login != Login::none;
    switch (upstream.tls.level) {
        case TlsLevel::cleartext:
            lines.push_back(fmt::format("{}: without TLS at the server{} goes over the network in clear.",
                                        upstream.name, logs_in ? " the password" : " mail"));
            break;
        case TlsLevel::encrypt:
            lines.push_back(fmt::format(
                "{}: the server's certificate is not checked: whoever stands in between can read along{}.",
                upstream.name, logs_in ? ", the password too" : ""));
            break;
        case TlsLevel::may:
            if (logs_in) {
                lines.push_back(why_optional(upstream) +
                                " Postfix gives the password over TLS alone, to a server that it does not "
                                "verify; where the server has no TLS, mail waits, and =cleartext sends it.");
            }
            break;
        case TlsLevel::secure:
            break;
    }
}

// An account that no sender's mail goes through; the first of a whole configuration takes all the rest.
void warn_of_shared_senders(const Plan& plan, Lines& lines) {
    for (std::size_t i = plan.fragment ? 0 : 1; i < plan.upstreams.size(); ++i) {
        const Upstream& upstream = plan.upstreams[i];
        if (!senders_through(plan.upstreams, upstream).empty()) {
            continue;
        }
        if (upstream.senders.empty()) {
            lines.push_back(fmt::format(
                "{}: no sender of its own is known, so no mail goes through it; add its senders to "
                "sender_transport.",
                upstream.name));
            continue;
        }
        const std::string& sender = upstream.senders.front();
        lines.push_back(
            fmt::format("{}: no mail goes through it: mail from {} goes through {}, which comes first. Name "
                        "the targets in "
                        "another order, or change sender_transport.",
                        upstream.name, sender, account_of(plan.upstreams, sender)->name));
    }
}

void warn_of_rewriting(const Plan& plan, Lines& lines) {
    if (!plan.fragment && rewrites_senders(plan.upstreams)) {
        const Upstream& first = plan.upstreams.front();
        lines.push_back(
            fmt::format("{} takes only its accounts' own senders: mail with any other becomes mail from {}. "
                        "--keep-senders leaves them alone, for aliases that the provider knows.",
                        first.provider->title, first.own_sender));
    }
}

void warn_of_direct(const Plan& plan, Lines& lines) {
    lines.emplace_back(
        "Mail straight to its recipients needs a fixed address with a PTR record, IPv4 and IPv6 alike, an "
        "SPF record that names it, and port 25 open to the outside. Otherwise it ends as spam.");
    if (plan.host.hostname.empty()) {
        lines.emplace_back(
            "Postfix introduces itself by the host's own name; --hostname gives the one of the PTR record.");
    }
}

void warn_of_blackhole(const Plan& plan, Lines& lines) {
    if (!plan.host.instance.empty()) {
        lines.push_back(
            fmt::format("ONLY MAIL HANDED TO {} PORT {} IS KEPT. The host's own Postfix still sends: what "
                        "applications give "
                        "to its port 25 or to the sendmail command leaves as before.",
                        plan.host.listen_host, plan.host.listen_port));
    }
    if (plan.mailbox.testers.empty()) {
        return;
    }
    lines.push_back("Testers get real mail from this sandbox, " +
                    (plan.upstreams.empty() ? std::string("straight to their servers.")
                                            : "through the account " + plan.upstreams.front().name + '.'));
    warn_of_rewriting(plan, lines);
}

void warn_of_host(const Plan& plan, Lines& lines) {
    const std::string outside = outside_listener(plan.host);
    if (!outside.empty() && !is_loopback(outside)) {
        lines.push_back(fmt::format(
            "Postfix listens on {} too: whoever is in the client networks can send as you.", outside));
    }
    if (!plan.host.instance.empty() && plan.host.listen_port == 25) {
        lines.emplace_back(
            "The host's own Postfix usually has port 25: give the instance one by --relay HOST:PORT.");
    }
}

}  // namespace

std::vector<std::string> warnings(const Plan& plan) {
    Lines lines;
    if (plan.route == Route::blackhole) {
        warn_of_blackhole(plan, lines);
    }
    for (const Upstream& upstream : plan.upstreams) {
        warn_of_finding(upstream, lines);
        warn_of_login(upstream, plan.host, lines);
        warn_of_tls(upstream, lines);
    }
    if (plan.route == Route::upstreams) {
        warn_of_shared_senders(plan, lines);
        warn_of_rewriting(plan, lines);
    } else if (plan.route == Route::direct) {
        warn_of_direct(plan, lines);
    }
    warn_of_host(plan, lines);
    // Accounts at one provider share its note.
    Lines distinct;
    for (std::string& line : lines) {
        if (std::find(distinct.begin(), distinct.end(), line) == distinct.end()) {
            distinct.push_back(base::printable(line));
        }
    }
    return distinct;
}

bool needs_hands(const Plan& plan) {
    return std::any_of(plan.upstreams.begin(), plan.upstreams.end(), [](const Upstream& upstream) {
        return upstream.lacks_password() || (upstream.login == Login::xoauth2 && !has_tokens(upstream));
    });
}

}  // namespace postern::postfix
