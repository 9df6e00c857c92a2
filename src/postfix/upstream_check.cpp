#include "postfix/upstream_check.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "postfix/host_name.hpp"

namespace postern::postfix {

namespace {

using Reason = std::optional<std::string>;

bool is_blank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool has_control(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == '\x7F';
    });
}

// A line of a table has to hold both, and nobody's are longer.
constexpr std::size_t kLongestWord = 1000;

Reason user_problem(std::string_view user) {
    if (user.size() > kLongestWord) {
        return "has a user name of more than 1,000 bytes\ncorrect the user name in the application";
    }
    if (user.find(':') != std::string_view::npos) {
        return "has a ':' in its user name, where Postfix ends the user name\n"
               "give the account another user name";
    }
    if (has_control(user) || !base::is_valid_utf8(user)) {
        return "has a user name with a line end, a control character or bytes that are not UTF-8\n"
               "correct the user name in the application";
    }
    if (is_blank(user.front()) || is_blank(user.back())) {
        return "has a blank at an end of its user name, which Postfix takes away\n"
               "correct the user name in the application";
    }
    return std::nullopt;
}

Reason password_problem(const Secret& secret) {
    const std::string_view password = secret.reveal();
    if (password.size() > kLongestWord) {
        return "has a password of more than 1,000 bytes, which is hardly one\n"
               "look at the account in the application, and change the password at the provider";
    }
    if (has_control(password)) {
        return "has a line end or another control character in its password, which a Postfix table cannot "
               "hold\n"
               "change the password at the provider";
    }
    if (!base::is_valid_utf8(password)) {
        return "has a password with bytes that are not UTF-8, whose line Postfix passes over\n"
               "change the password at the provider";
    }
    if (!password.empty() && is_blank(password.back())) {
        return "has a blank at the end of its password, which Postfix takes away\n"
               "change the password at the provider";
    }
    return std::nullopt;
}

bool is_ascii(std::string_view text) {
    return std::none_of(text.begin(), text.end(),
                        [](char c) { return static_cast<unsigned char>(c) > 0x7F; });
}

Reason host_problem(const Upstream& upstream) {
    if (!is_ascii(upstream.host)) {
        return "has a server with other letters than a host name has\n"
               "write it in Punycode (xn--...) in the application";
    }
    if (!is_host_name(upstream.host) && !is_address(upstream.host)) {
        return "has a server that is neither a host name nor an address\n"
               "correct the server in the application";
    }
    if (upstream.port == 0) {
        return "has no port that postern understands\ncorrect the port in the application";
    }
    const bool compared = upstream.tls.level == TlsLevel::secure && upstream.tls.name.empty();
    if (compared && is_address(upstream.host)) {
        return "names its server by an address, and Postfix compares certificates with names only\n"
               "say what its certificate says: --tls " +
               upstream.host + "=secure:NAME";
    }
    if (upstream.wrappermode &&
        (upstream.tls.level == TlsLevel::may || upstream.tls.level == TlsLevel::cleartext)) {
        return "speaks TLS from the start, which cannot be optional\n"
               "use --tls " +
               upstream.host + "=encrypt or =secure";
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::string> why_not(const Upstream& upstream) {
    if (const auto problem = host_problem(upstream)) {
        return problem;
    }
    if (upstream.login == Login::none) {
        return std::nullopt;
    }
    const auto problem = user_problem(upstream.username);
    return problem ? problem : password_problem(upstream.password);
}

}  // namespace postern::postfix
