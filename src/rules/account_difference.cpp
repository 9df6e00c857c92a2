#include "rules/account_difference.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "rules/rule_words.hpp"

namespace postern::rules {

namespace {

std::optional<std::string> named(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

std::optional<std::string> value_of(const Account& account, std::string_view role) {
    const bool of_server = role == "port" || role == "direction" || role == "tls";
    if (of_server && account.protocol.empty()) {
        return std::nullopt;
    }
    if (role == "name") {
        return named(account.name);
    }
    if (role == "from") {
        return account.from;
    }
    if (role == "host") {
        return account.host;
    }
    if (role == "port") {
        return std::to_string(account.port);
    }
    if (role == "protocol") {
        return named(account.protocol);
    }
    if (role == "direction") {
        return std::string(word_for(account.direction));
    }
    if (role == "tls") {
        return std::string(word_for(account.tls));
    }
    if (role == "username") {
        return account.username;
    }
    if (role == "jndi") {
        return account.jndi;
    }
    if (role == "proxy") {
        return account.proxy;
    }
    return account.enabled ? "true" : "false";
}

std::optional<std::string> stated(const Example& example, std::string_view role) {
    const auto found = example.account.find(std::string(role));
    if (found != example.account.end()) {
        return found->second;
    }
    return role == "enabled" ? std::optional<std::string>("true") : std::nullopt;
}

std::string shown(const std::optional<std::string>& value) {
    return value ? fmt::format("'{}'", *value) : "nothing";
}

bool is_stated(const std::pair<std::string, std::string>& secret, const AccountSecret& found) {
    return secret.first == word_for(found.encoding) && secret.second == found.value.reveal();
}

std::optional<std::string> secret_difference(const Example& example, const Account& account) {
    if (account.secrets.size() != example.secrets.size()) {
        return fmt::format("found {} secrets, expected {}", account.secrets.size(), example.secrets.size());
    }
    auto left = example.secrets;
    for (std::size_t i = 0; i < account.secrets.size(); ++i) {
        const AccountSecret& secret = account.secrets[i];
        const auto same = [&](const auto& candidate) { return is_stated(candidate, secret); };
        const auto match = std::find_if(left.begin(), left.end(), same);
        if (match == left.end()) {
            return fmt::format("secret {} ({}, {}) is not one that the example states", i + 1, secret.type,
                               word_for(secret.encoding));
        }
        left.erase(match);
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::string> account_difference(const Example& example, const Account& account) {
    for (const std::string_view role : account_roles()) {
        const auto expected = stated(example, role);
        const auto found = value_of(account, role);
        if (expected != found) {
            return fmt::format("{} is {}, expected {}", role, shown(found), shown(expected));
        }
    }
    return secret_difference(example, account);
}

}  // namespace postern::rules
