#include "postfix/upstream_selection.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "postern/error.hpp"
#include "postfix/host_name.hpp"
#include "postfix/provider_lookup.hpp"
#include "postfix/transport_names.hpp"
#include "postfix/upstream_check.hpp"

namespace postern::postfix {

namespace {

constexpr std::string_view kByHand = "is to be changed by hand: ";

std::string shown_name(const Account& account) {
    std::string text = account.product;
    if (!account.name.empty()) {
        text.append(" \"").append(shortened(account.name)).append("\"");
    }
    if (account.host) {
        text.append(" at ").append(shortened(*account.host));
    }
    return text;
}

// Empty: is to be used.
std::string why_left_out(const Candidate& candidate, const UpstreamWishes& wishes) {
    const Account& account = candidate.account;
    if (candidate.commented_out) {
        return "stands in a comment";
    }
    if (!account.enabled) {
        return "is switched off";
    }
    if (!account.host) {
        return account.jndi ? "is a JNDI session: give the server.xml that defines it as a target too"
                            : "names no server";
    }
    const bool here = base::equal_without_case(*account.host, wishes.relay_host) ||
                      (is_loopback(*account.host) && is_loopback(wishes.relay_host));
    if (here && account.port == wishes.relay_port) {
        return "points at the local Postfix already";
    }
    return candidate.no_relay.empty() ? "" : std::string(kByHand) + candidate.no_relay;
}

const AccountSecret* secret_of_type(const Account& account, std::string_view type) {
    const auto found =
        std::find_if(account.secrets.begin(), account.secrets.end(), [type](const auto& secret) {
            return secret.type == type && secret.encoding != Encoding::external &&
                   secret.encoding != Encoding::encrypted;
        });
    return found != account.secrets.end() ? &*found : nullptr;
}

bool wants_tokens(const Account& account, const Provider* provider, const UpstreamWishes& wishes) {
    return secret_of_type(account, "refresh-token") != nullptr ||
           (provider != nullptr && provider->login == ProviderLogin::oauth) ||
           wishes.oauth.contains(base::lower(*account.username));
}

void read_login(const Account& account, const UpstreamWishes& wishes, Upstream& upstream) {
    if (!account.username) {
        upstream.lacks_username = secret_of_type(account, "password") != nullptr;
        return;
    }
    upstream.username = *account.username;
    upstream.login = wants_tokens(account, upstream.provider, wishes) ? Login::xoauth2 : Login::password;
    const AccountSecret* password = secret_of_type(account, "password");
    if (upstream.login == Login::password && password != nullptr) {
        upstream.password = password->value;
    }
    if (upstream.login == Login::xoauth2) {
        upstream.oauth.client_id = wishes.oauth_client_id;
        for (auto [type, secret] : {std::pair("client-secret", &upstream.oauth.client_secret),
                                    std::pair("refresh-token", &upstream.oauth.refresh_token)}) {
            const AccountSecret* found = secret_of_type(account, type);
            *secret = found != nullptr ? found->value : Secret();
        }
    }
}

std::vector<std::string> senders_of(const Account& account) {
    std::vector<std::string> senders;
    for (const auto& text : {account.from, account.username}) {
        const std::string address = text ? base::lower(address_in(*text)) : "";
        if (is_plain_address(address) &&
            std::find(senders.begin(), senders.end(), address) == senders.end()) {
            senders.push_back(address);
        }
    }
    return senders;
}

Upstream make_upstream(const Candidate& candidate, std::span<const Provider> providers,
                       const UpstreamWishes& wishes) {
    const Account& account = candidate.account;
    Upstream upstream;
    upstream.product = account.product;
    upstream.title = account.name;
    upstream.host = base::lower(*account.host);
    upstream.port = account.port;
    upstream.provider = find_provider(providers, upstream.host);
    upstream.wrappermode = starts_with_tls(account, upstream.provider);
    const auto wish = wishes.tls.find(upstream.host);
    upstream.tls = wish != wishes.tls.end() ? wish->second : default_policy(account, upstream.provider);
    upstream.tls_chosen = wish != wishes.tls.end();
    upstream.proxy = account.proxy.value_or("");
    read_login(account, wishes, upstream);
    upstream.senders = senders_of(account);
    const bool insists = upstream.provider != nullptr && upstream.provider->own_sender_only;
    if (insists && !wishes.keep_senders && !upstream.senders.empty()) {
        upstream.own_sender = upstream.senders.front();
    }
    upstream.places = {candidate.place};
    upstream.assumed_layout = candidate.assumed_layout;
    return upstream;
}

bool same_login(const Upstream& a, const Upstream& b) {
    return a.host == b.host && a.port == b.port && a.username == b.username && a.login == b.login;
}

// A copy without the secret adds nothing to one with it; which of two is the current one cannot be told.
void merge_secret(Secret& known, const Secret& more, const std::string& kind, const Upstream& upstream,
                  const std::string& place) {
    if (known != more && !known.empty() && !more.empty()) {
        throw Error(ErrorKind::failed,
                    describe(upstream) + " has different " + kind + " in " + upstream.places.front() +
                        " and in " + place,
                    "give only the newest of these targets");
    }
    if (known.empty()) {
        known = more;
    }
}

void add_sender(Upstream& upstream, const std::string& sender) {
    if (std::find(upstream.senders.begin(), upstream.senders.end(), sender) == upstream.senders.end()) {
        upstream.senders.push_back(sender);
    }
}

void merge(Upstream& known, const Upstream& more) {
    const std::string& place = more.places.front();
    merge_secret(known.password, more.password, "passwords", known, place);
    merge_secret(known.oauth.client_secret, more.oauth.client_secret, "client secrets", known, place);
    merge_secret(known.oauth.refresh_token, more.oauth.refresh_token, "refresh tokens", known, place);
    if (more.tls.level > known.tls.level) {
        known.tls = more.tls;
    }
    for (const std::string& sender : more.senders) {
        add_sender(known, sender);
    }
    known.proxy = known.proxy.empty() ? more.proxy : known.proxy;
    known.assumed_layout = known.assumed_layout && more.assumed_layout;
    known.places.push_back(place);
}

// Whether "java:comp/env/mail/Session" is how the application finds it.
bool names_session(const std::string& jndi, const Upstream& upstream) {
    return !upstream.title.empty() && jndi.ends_with('/' + upstream.title);
}

// The application sends by a session of Tomcat, under its own address.
bool lend_sender(const Candidate& candidate, std::vector<Upstream>& upstreams) {
    const Account& account = candidate.account;
    const bool in_use = account.enabled && !candidate.commented_out && !account.host && account.jndi;
    const auto found = std::find_if(upstreams.begin(), upstreams.end(), [&](const Upstream& upstream) {
        return in_use && names_session(*account.jndi, upstream);
    });
    if (found == upstreams.end()) {
        return false;
    }
    for (const std::string& sender : senders_of(account)) {
        add_sender(*found, sender);
    }
    return true;
}

void check(const Upstream& upstream) {
    if (const auto problem = why_not(upstream)) {
        const std::size_t newline = problem->find('\n');
        throw Error(ErrorKind::failed,
                    upstream.places.front() + ": the account " + describe(upstream) + ' ' +
                        problem->substr(0, newline),
                    problem->substr(newline + 1));
    }
}

void add(std::vector<Upstream>& upstreams, Upstream upstream) {
    const auto known = std::find_if(upstreams.begin(), upstreams.end(),
                                    [&](const Upstream& other) { return same_login(other, upstream); });
    if (known != upstreams.end()) {
        merge(*known, upstream);
    } else {
        upstreams.push_back(std::move(upstream));
    }
}

}  // namespace

Selection select_upstreams(std::span<const Candidate> candidates, std::span<const Provider> providers,
                           const UpstreamWishes& wishes) {
    Selection selection;
    std::vector<std::pair<const Candidate*, std::string>> others;
    for (const Candidate& candidate : candidates) {
        if (candidate.account.direction == Direction::incoming) {
            continue;
        }
        if (std::string reason = why_left_out(candidate, wishes); !reason.empty()) {
            others.emplace_back(&candidate, std::move(reason));
            continue;
        }
        Upstream upstream = make_upstream(candidate, providers, wishes);
        check(upstream);
        add(selection.upstreams, std::move(upstream));
    }
    for (const auto& [candidate, reason] : others) {
        if (!lend_sender(*candidate, selection.upstreams)) {
            selection.left_out.push_back(
                {shown_name(candidate->account), candidate->place, reason, reason.starts_with(kByHand)});
        }
    }
    TransportNames names;
    for (Upstream& upstream : selection.upstreams) {
        upstream.name = names.next(upstream.product, upstream.title.empty() ? upstream.host : upstream.title);
    }
    return selection;
}

}  // namespace postern::postfix
