#include "rules/provider_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>

#include "base/text.hpp"
#include "rules/provider_words.hpp"
#include "rules/value_forms.hpp"

namespace postern::rules {

namespace {

constexpr std::int64_t kMostConnections = 1000;
constexpr std::int64_t kLongestDelay = 3600;
constexpr std::int64_t kMostRecipients = 100'000;
// Less is a size in another unit; more does not fit Postfix's message_size_limit.
constexpr std::int64_t kSmallestMessage = 65'536;
constexpr std::int64_t kLargestMessage = std::numeric_limits<std::int32_t>::max();

bool is_host_glob(std::string_view text) {
    const std::string lower = base::lower(text);
    return lower.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-*") == std::string::npos &&
           lower.find_first_of("abcdefghijklmnopqrstuvwxyz0123456789") != std::string::npos;
}

std::vector<std::string> read_hosts(const TomlReader& table) {
    const auto hosts = required_texts(table, "hosts");
    for (const PlacedText& host : hosts) {
        if (!is_host_glob(host.text)) {
            table.refuse(host.place, fmt::format("'{}' in {}.hosts", host.text, table.name()),
                         "a host name, in which '*' stands for any run of characters");
        }
    }
    return plain(hosts);
}

std::uint16_t read_port_number(const TomlReader& ports, const TomlEntry& entry) {
    std::uint16_t number = 0;
    const char* end = entry.key.data() + entry.key.size();
    const auto [stop, error] = std::from_chars(entry.key.data(), end, number);
    if (error != std::errc{} || stop != end || number == 0) {
        ports.refuse(entry.place, fmt::format("'{}' as a port", entry.key), "a number from 1 to 65535");
    }
    return number;
}

std::vector<ProviderPort> read_ports(const TomlReader& table) {
    std::vector<ProviderPort> result;
    const auto ports = table.table("ports");
    if (!ports || ports->entries().empty()) {
        table.refuse_missing("ports", "ports = { 587 = \"starttls\", ... }");
    }
    for (const TomlEntry& entry : ports->entries()) {
        const PlacedText word = ports->required_text(entry.key);
        ports->expect_word(word, tls_words());
        const std::uint16_t number = read_port_number(*ports, entry);
        result.push_back({number, tls_for(word.text)});
    }
    return result;
}

bool ends_passwords(ProviderLogin login) {
    return login == ProviderLogin::oauth_soon || login == ProviderLogin::oauth;
}

// Of a Provider, or of its mailboxes.
template <typename Place>
void read_login_kind(const TomlReader& table, Place& place) {
    const PlacedText login = table.required_text("login");
    table.expect_word(login, logins());
    place.login = login_for(login.text);
    if (const TomlEntry* end = table.find("password_end")) {
        if (place.login == ProviderLogin::password) {
            table.refuse(end->place, fmt::format("password_end with the login '{}'", login.text),
                         "'app-password', 'oauth-soon' or 'oauth'");
        }
        place.password_end = required_date(table, "password_end");
    }
}

ProviderMailboxes read_mailboxes(const TomlReader& table) {
    table.allow({"hosts", "login", "password_end"});
    ProviderMailboxes mailboxes;
    mailboxes.hosts = read_hosts(table);
    read_login_kind(table, mailboxes);
    return mailboxes;
}

void read_login(const TomlReader& table, Provider& provider) {
    read_login_kind(table, provider);
    if (table.find("login_note") != nullptr) {
        provider.login_note = table.required_text("login_note").text;
    }
    if (table.find("username") != nullptr) {
        provider.username = required_line(table, "username");
    }
    provider.own_sender_only = table.flag("own_sender_only");
}

void read_limits(const TomlReader& table, Provider& provider) {
    const auto number = [&](std::string_view key, std::int64_t least, std::int64_t most) {
        return table.optional_integer(key, least, most).value_or(0);
    };
    provider.connections = static_cast<unsigned>(number("connections", 1, kMostConnections));
    provider.rate_delay = static_cast<unsigned>(number("rate_delay", 1, kLongestDelay));
    provider.recipients = static_cast<unsigned>(number("recipients", 1, kMostRecipients));
    provider.message_size =
        static_cast<std::uint64_t>(number("message_size", kSmallestMessage, kLargestMessage));
    if (table.find("limits") != nullptr) {
        provider.limits = table.required_text("limits").text;
    }
}

ProviderOauth read_oauth(const TomlReader& table) {
    table.allow({"token_endpoint", "scope", "tool"});
    const PlacedText tool = table.required_text("tool");
    table.expect_word(tool, token_tools());
    return {required_address(table, "token_endpoint"), required_line(table, "scope"), tool.text};
}

}  // namespace

Provider read_provider(const TomlReader& table, const std::string& file_name) {
    table.allow({"id", "title", "hosts", "ports", "login", "password_end", "login_note", "username",
                 "own_sender_only", "connections", "rate_delay", "recipients", "message_size", "limits",
                 "oauth", "mailboxes", "references", "checked"});
    Provider provider;
    provider.origin = {file_name, table.place().line};
    provider.id = read_id(table);
    provider.title = required_line(table, "title");
    provider.hosts = read_hosts(table);
    provider.ports = read_ports(table);
    read_login(table, provider);
    read_limits(table, provider);
    if (const auto mailboxes = table.table("mailboxes")) {
        provider.mailboxes = read_mailboxes(*mailboxes);
    }
    if (const auto oauth = table.table("oauth")) {
        provider.oauth = read_oauth(*oauth);
    } else if (ends_passwords(provider.login)) {
        table.refuse_missing("oauth",
                             "oauth = { token_endpoint = \"https://...\", scope = \"...\", tool = \"...\" }");
    }
    provider.references = required_addresses(table, "references");
    provider.checked = required_date(table, "checked");
    return provider;
}

}  // namespace postern::rules
