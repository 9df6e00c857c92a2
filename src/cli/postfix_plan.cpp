#include "cli/postfix_plan.hpp"

#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "cli/host_detection.hpp"
#include "cli/relay_option.hpp"
#include "postern/error.hpp"
#include "postfix/host_name.hpp"

namespace postern::cli {

namespace {

[[noreturn]] void refuse(const std::string& what, const std::string& hint) {
    throw Error(ErrorKind::usage, what, hint);
}

// "[2001:db8::1]" is how the summary shows an account's server.
std::string without_brackets(const std::string& host) {
    const bool brackets = host.size() > 2 && host.front() == '[' && host.back() == ']';
    return brackets && host.find(':') != std::string::npos ? host.substr(1, host.size() - 2) : host;
}

std::pair<std::string, postfix::TlsPolicy> read_tls(const std::string& word) {
    const std::size_t equals = word.find('=');
    const std::string host = without_brackets(base::lower(word.substr(0, equals)));
    const auto policy = equals != std::string::npos
                            ? postfix::parse_tls_policy(std::string_view(word).substr(equals + 1))
                            : std::nullopt;
    if (!policy || (!postfix::is_host_name(host) && !postfix::is_address(host))) {
        refuse("--tls takes HOST=POLICY",
               "a policy is secure, secure:NAME (the name in the certificate), encrypt, may or cleartext");
    }
    return {host, *policy};
}

postfix::Platform read_platform(const PostfixOptions& options) {
    if (options.platform.empty()) {
        return platform_of_this_host().value_or(postfix::Platform::debian);
    }
    const auto platform = postfix::platform_named(options.platform);
    if (!platform) {
        refuse("--platform does not know this word", "it takes " + postfix::platform_names());
    }
    return *platform;
}

postfix::Version read_version(const PostfixOptions& options) {
    const std::string oldest = postfix::text_of(postfix::kOldestVersion);
    if (options.version.empty()) {
        const postfix::Version version = postfix_of_this_host().value_or(postfix::kUsualVersion);
        if (version < postfix::kOldestVersion) {
            refuse(
                "Postfix " + oldest + " or newer is needed, and this host has " + postfix::text_of(version),
                "name the version of the host it is for: --postfix-version 3.7");
        }
        return version;
    }
    const auto version = postfix::parse_version(options.version);
    if (!version || *version < postfix::kOldestVersion) {
        refuse("--postfix-version takes X.Y, " + oldest + " or newer", "for example --postfix-version 3.7");
    }
    return *version;
}

std::string read_instance(std::string name) {
    constexpr std::size_t kLongest = 32;
    constexpr std::string_view kPrefix = "postfix-";
    if (name.empty()) {
        return name;
    }
    if (name.starts_with(kPrefix)) {
        name.erase(0, kPrefix.size());
    }
    if (name.empty() || name.size() > kLongest ||
        name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") != std::string::npos) {
        refuse("--multi-instance takes a short name of a to z, digits and '-'",
               "for example --multi-instance jira");
    }
    return std::string(kPrefix) + name;
}

void read_listener(const PostfixOptions& options, postfix::Host& host) {
    const audit::Relay relay = parse_relay(options.relay);
    if (!postfix::is_host_name(relay.host) && !postfix::is_address(relay.host)) {
        refuse("--relay takes HOST:PORT", "for example --relay localhost:25");
    }
    host.listen_host = relay.host;
    host.listen_port = relay.port;
    host.client_networks = options.networks;
    for (const std::string& network : options.networks) {
        if (!postfix::is_network(network)) {
            refuse("--client-network takes a network",
                   "for example 172.17.0.0/16 or [fd00:1::]/64, without a bit behind the prefix");
        }
    }
    if (!postfix::is_loopback(relay.host) && options.networks.empty()) {
        refuse("--relay names an address that other hosts reach, but nobody may hand in mail there",
               "say who may: --client-network 172.17.0.0/16");
    }
    if (postfix::is_loopback(relay.host) && !options.networks.empty()) {
        refuse("--client-network is of no use while Postfix listens on this host alone",
               "say where clients reach it: --relay 172.17.0.1:25");
    }
}

void read_mailbox_owner(const std::string& word, postfix::Mailbox& mailbox) {
    constexpr unsigned kLeast = 100;         // virtual_minimum_uid
    constexpr unsigned kMost = 0x7FFF'FFFF;  // beyond it some systems have no users
    const char* end = word.data() + word.size();
    const auto uid = std::from_chars(word.data(), end, mailbox.uid);
    const bool half = uid.ec == std::errc() && uid.ptr != end && *uid.ptr == ':';
    const auto gid = half ? std::from_chars(uid.ptr + 1, end, mailbox.gid) : uid;
    if (!half || gid.ec != std::errc() || gid.ptr != end || mailbox.uid < kLeast ||
        std::max(mailbox.uid, mailbox.gid) > kMost) {
        refuse("--mailbox-owner takes UID:GID, numbers, and no user below 100",
               "for example --mailbox-owner 1000:1000");
    }
}

constexpr std::size_t kLongestId = 500;

bool is_graphic(char c) {
    return c > ' ' && c < '\x7F';
}

postfix::Mailbox read_mailbox(const PostfixOptions& options) {
    postfix::Mailbox mailbox;
    mailbox.keep_days = options.keep_days.value_or(mailbox.keep_days);
    if (!options.mailbox_owner.empty()) {
        read_mailbox_owner(options.mailbox_owner, mailbox);
    }
    for (const std::string& tester : options.testers) {
        if (!postfix::is_plain_address(tester) || tester.find('*') != std::string::npos) {
            refuse("--allow takes the whole address of one tester",
                   "one --allow for each, without '*': --allow tester@example.com");
        }
        mailbox.testers.push_back(base::lower(tester));
    }
    return mailbox;
}

}  // namespace

postfix::UpstreamWishes read_wishes(const PostfixOptions& options) {
    postfix::UpstreamWishes wishes;
    for (const std::string& word : options.tls) {
        if (!wishes.tls.insert(read_tls(word)).second) {
            refuse("--tls names a server twice", "say one policy for each server");
        }
    }
    for (const std::string& user : options.oauth) {
        wishes.oauth.insert(base::lower(user));
    }
    if (options.oauth_client_id.size() > kLongestId ||
        !std::all_of(options.oauth_client_id.begin(), options.oauth_client_id.end(), is_graphic)) {
        refuse("--oauth-client-id takes one word", "the client id of the app registration at the provider");
    }
    wishes.oauth_client_id = options.oauth_client_id;
    wishes.keep_senders = options.keep_senders;
    const audit::Relay relay = parse_relay(options.relay);
    wishes.relay_host = relay.host;
    wishes.relay_port = relay.port;
    return wishes;
}

postfix::Plan read_plan(const PostfixOptions& options) {
    postfix::Plan plan;
    plan.route = options.blackhole ? postfix::Route::blackhole
                 : options.direct  ? postfix::Route::direct
                                   : postfix::Route::upstreams;
    plan.fragment = options.fragment;
    plan.host.platform = read_platform(options);
    plan.host.version = read_version(options);
    plan.host.instance = read_instance(options.instance);
    read_listener(options, plan.host);
    if (!options.hostname.empty() && !postfix::is_host_name(options.hostname)) {
        refuse("--hostname takes a host name", "for example --hostname jira.example.com");
    }
    plan.host.hostname = options.hostname;
    if (!options.ca_file.empty() &&
        (options.ca_file.front() != '/' || options.ca_file.find_first_of(" \t\r\n$,") != std::string::npos)) {
        refuse("--ca-file takes an absolute path without blanks",
               "for example --ca-file /etc/ssl/company-ca.pem");
    }
    plan.host.ca_file = options.ca_file;
    plan.mailbox = read_mailbox(options);
    return plan;
}

std::vector<postfix::Upstream> used_upstreams(const postfix::Plan& plan,
                                              std::vector<postfix::Upstream> upstreams) {
    if (plan.route == postfix::Route::blackhole && upstreams.size() > 1) {
        upstreams.erase(upstreams.begin() + 1, upstreams.end());
    }
    return upstreams;
}

void check_names(const PostfixOptions& options, const std::vector<postfix::Upstream>& upstreams) {
    const auto any = [&](auto fits) { return std::any_of(upstreams.begin(), upstreams.end(), fits); };
    for (const std::string& word : options.tls) {
        const std::string host = read_tls(word).first;
        if (!any([&](const postfix::Upstream& upstream) { return upstream.host == host; })) {
            refuse("--tls names a server that no account has", "write the server as the account does");
        }
    }
    for (const std::string& user : options.oauth) {
        if (!any([&](const postfix::Upstream& upstream) {
                return base::equal_without_case(upstream.username, user);
            })) {
            refuse("--oauth names a user that no account has", "write the user name as the account does");
        }
    }
    if (!options.oauth_client_id.empty() &&
        !any([](const postfix::Upstream& upstream) { return upstream.login == postfix::Login::xoauth2; })) {
        refuse("--oauth-client-id is given, and no account logs in by XOAUTH2",
               "--oauth USER says which does");
    }
}

}  // namespace postern::cli
