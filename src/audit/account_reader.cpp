#include "audit/account_reader.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "audit/field_lookup.hpp"
#include "audit/secret_encoding.hpp"
#include "base/text.hpp"

namespace postern::audit {

namespace {

struct ProtocolFacts {
    std::string_view name;
    std::uint16_t port;
    std::string_view over_tls;  // the same protocol with implicit TLS
};

constexpr std::array<ProtocolFacts, 6> kProtocols{{{"smtp", 25, "smtps"},
                                                   {"smtps", 465, "smtps"},
                                                   {"pop3", 110, "pop3s"},
                                                   {"pop3s", 995, "pop3s"},
                                                   {"imap", 143, "imaps"},
                                                   {"imaps", 993, "imaps"}}};

const ProtocolFacts* find_protocol(std::string_view name) {
    const auto* found = std::find_if(kProtocols.begin(), kProtocols.end(),
                                     [name](const ProtocolFacts& facts) { return facts.name == name; });
    return found != kProtocols.end() ? found : nullptr;
}

// nullopt when nothing is there, 0 for what is no port.
std::optional<std::uint16_t> port_in(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(kBlanks);
    if (begin == std::string_view::npos) {
        return std::nullopt;
    }
    text = text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
    std::uint16_t port = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), port);
    return read.ec == std::errc() && read.ptr == text.data() + text.size() ? port : 0;
}

// Of blanks alone: as good as none.
bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

bool is_encryption(std::string_view cipher) {
    constexpr std::array<std::string_view, 4> kKnown{"encrypted", "*Algorithm*", "*AES*", "*Vault*"};
    return std::any_of(kKnown.begin(), kKnown.end(),
                       [cipher](std::string_view glob) { return base::glob_fits(glob, cipher); });
}

class AccountReader {
public:
    AccountReader(const Rule& rule, const Record& record) : rule_(rule), record_(record) {}

    std::optional<Account> read() {
        const auto direction = role("direction");
        const bool known = direction == "outgoing" || direction == "incoming";
        Account account;
        account.product = rule_.product;
        account.direction =
            direction == "incoming" || !is_about_server() ? Direction::incoming : Direction::outgoing;
        account.name = role("name").value_or("");
        account.host = role("host");
        account.username = role("username");
        account.from = role("from");
        account.jndi = role("jndi");
        account.proxy = role("proxy");
        account.enabled = !is("enabled", "false");
        if (is_about_server()) {
            read_protocol(account);
        }
        read_secrets(account);
        const bool filled = account.host || account.username || account.jndi || !account.secrets.empty();
        return filled && (known || holds_secret(account)) ? std::optional(std::move(account)) : std::nullopt;
    }

private:
    bool is_about_server() const {
        constexpr std::array<const char*, 5> kRoles{"host", "port", "protocol", "direction", "jndi"};
        return std::any_of(kRoles.begin(), kRoles.end(),
                           [this](const char* role) { return rule_.fields.count(role) > 0; });
    }

    std::optional<std::string> role(const std::string& name) const {
        const auto rule = rule_.fields.find(name);
        if (rule == rule_.fields.end()) {
            return std::nullopt;
        }
        const auto field = find_value(record_, rule->second.from);
        const std::string_view value = field ? *record_.fields[*field].value : std::string_view();
        const bool given = !is_blank(value);
        if (given && rule->second.map.empty()) {
            return std::string(value);
        }
        for (const auto& [glob, result] : rule->second.map) {
            if (given && base::glob_fits(glob, value)) {
                return result;
            }
        }
        return rule->second.otherwise;
    }

    bool is(const std::string& name, std::string_view value) const {
        const auto found = role(name);
        return found && base::equal_without_case(*found, value);
    }

    static bool holds_secret(const Account& account) {
        return std::any_of(account.secrets.begin(), account.secrets.end(),
                           [](const AccountSecret& secret) { return secret.encoding != Encoding::external; });
    }

    void read_protocol(Account& account) const {
        const std::string missing = account.direction == Direction::outgoing ? "smtp" : "pop3";
        account.protocol = base::lower(role("protocol").value_or(missing));
        const ProtocolFacts* facts = find_protocol(account.protocol);
        if (is("ssl", "true") && facts != nullptr) {
            account.protocol = facts->over_tls;
            facts = find_protocol(account.protocol);
        }
        const bool implicit = facts != nullptr && facts->name == facts->over_tls;
        account.tls = implicit ? Tls::implicit : is("tls", "true") ? Tls::starttls : Tls::none;
        account.port = facts != nullptr ? facts->port : 0;
        if (const auto port = role("port")) {
            account.port = port_in(*port).value_or(account.port);
        }
    }

    void read_secrets(Account& account) const {
        const std::optional<std::string> cipher = role("cipher");
        bool kept_elsewhere = false;
        for (const SecretRule& secret : rule_.secrets) {
            for (const std::size_t field : find_values(record_, secret.from)) {
                const std::string_view stored = *record_.fields[field].value;
                if (is_placeholder(stored)) {
                    kept_elsewhere = true;
                } else if (!is_known(account, field)) {
                    DecodedSecret decoded = decode_secret(stored, secret.encodings, cipher.has_value());
                    if (cipher && decoded.encoding == Encoding::encrypted && !is_encryption(*cipher)) {
                        account.unknown_cipher = *cipher;
                    }
                    account.secrets.push_back(
                        {secret.type, decoded.encoding, std::move(decoded.value), field});
                }
            }
        }
        kept_elsewhere = kept_elsewhere || account.username.has_value();
        if (account.secrets.empty() && kept_elsewhere && !rule_.secrets.empty()) {
            account.secrets.push_back(
                {rule_.secrets[0].type, Encoding::external, Secret(), record_.fields.size()});
        }
    }

    // Two globs may name one field.
    static bool is_known(const Account& account, std::size_t field) {
        return std::any_of(account.secrets.begin(), account.secrets.end(),
                           [field](const AccountSecret& secret) { return secret.field == field; });
    }

    // "${name:-text}" falls back on its text, which then is the secret.
    bool is_placeholder(std::string_view value) const {
        const std::size_t fallback = value.find(":-");
        if (value.starts_with("${") && fallback != std::string_view::npos &&
            value.substr(fallback + 2) != "}") {
            return false;
        }
        return std::any_of(rule_.placeholders.begin(), rule_.placeholders.end(),
                           [value](const std::string& glob) { return base::glob_fits(glob, value); });
    }

    const Rule& rule_;
    const Record& record_;
};

}  // namespace

std::optional<Account> read_account(const Rule& rule, const Record& record) {
    return AccountReader(rule, record).read();
}

}  // namespace postern::audit
