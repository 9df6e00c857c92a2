#include "cli/provider_text.hpp"

#include <fmt/format.h>

#include <string_view>

#include "base/text.hpp"

namespace postern::cli {

namespace {

constexpr std::size_t kWidth = 100;

// Wrapped, every line two blanks in.
std::string paragraph(std::string_view text) {
    std::string result;
    std::string lines = base::wrapped(text, kWidth - 2);
    for (std::string_view rest = lines; !rest.empty();) {
        const std::size_t end = rest.find('\n') + 1;
        result += "  ";
        result += rest.substr(0, end);
        rest.remove_prefix(end);
    }
    return result;
}

const char* tls_text(Tls tls) {
    switch (tls) {
        case Tls::none:
            return "no TLS";
        case Tls::starttls:
            return "STARTTLS";
        case Tls::implicit:
            break;
    }
    return "TLS from the start";
}

const char* login_text(ProviderLogin login) {
    switch (login) {
        case ProviderLogin::password:
            return "A password.";
        case ProviderLogin::app_password:
            return "A password made for this purpose alone, not the account's own.";
        case ProviderLogin::oauth_soon:
            return "A password, whose end is announced; OAuth (XOAUTH2) from then on.";
        case ProviderLogin::oauth:
            break;
    }
    return "OAuth (XOAUTH2); no password.";
}

std::string hosts(const Provider& provider) {
    std::string text = "\nHosts\n";
    for (const std::string& host : provider.hosts) {
        text += fmt::format("  {}\n", host);
    }
    text += "\nPorts\n";
    for (const ProviderPort& port : provider.ports) {
        text += fmt::format("  {} {}\n", port.port, tls_text(port.tls));
    }
    return text;
}

std::string end_of_passwords(ProviderLogin login, const std::optional<std::string>& day) {
    const bool own_only = login == ProviderLogin::app_password;
    return day ? fmt::format("  End of {}: {}\n", own_only ? "the accounts' own passwords" : "passwords",
                             *day)
               : "";
}

std::string login(const Provider& provider) {
    std::string text = fmt::format("\nLogin\n  {}\n", login_text(provider.login));
    text += end_of_passwords(provider.login, provider.password_end);
    if (provider.username) {
        text += fmt::format("  User name of everybody: {}\n", *provider.username);
    }
    if (provider.own_sender_only) {
        text += "  Senders other than the login and its aliases are refused or replaced.\n";
    }
    return provider.login_note.empty() ? text : text + paragraph(provider.login_note);
}

std::string mailboxes(const Provider& provider) {
    if (!provider.mailboxes) {
        return "";
    }
    std::string text = "\nMailboxes\n";
    for (const std::string& host : provider.mailboxes->hosts) {
        text += fmt::format("  {}\n", host);
    }
    text += fmt::format("  {}\n", login_text(provider.mailboxes->login));
    return text + end_of_passwords(provider.mailboxes->login, provider.mailboxes->password_end);
}

std::string limits(const Provider& provider) {
    std::string text;
    const auto add = [&text](std::uint64_t number, std::string_view what) {
        if (number > 0) {
            text += fmt::format("  {} {}\n", number, what);
        }
    };
    add(provider.connections, "connections at a time");
    add(provider.rate_delay, "seconds between two messages");
    add(provider.recipients, "recipients of one message");
    add(provider.message_size, "bytes of one message");
    if (!provider.limits.empty()) {
        text += paragraph(provider.limits);
    }
    return text.empty() ? text : "\nLimits\n" + text;
}

std::string tokens(const Provider& provider) {
    if (!provider.oauth) {
        return "";
    }
    return fmt::format("\nTokens\n  sasl-xoauth2-tool get-token {}\n  endpoint {}\n  scope {}\n",
                       provider.oauth->tool, provider.oauth->token_endpoint, provider.oauth->scope);
}

}  // namespace

std::string provider_description(const Provider& provider) {
    std::string text = fmt::format("{}: {}\n", provider.id, provider.title);
    text += hosts(provider) + login(provider) + mailboxes(provider) + limits(provider) + tokens(provider) +
            "\nReferences\n";
    for (const std::string& reference : provider.references) {
        text += fmt::format("  {}\n", reference);
    }
    return text + fmt::format("\nChecked on {}\nDefined in {}:{}\n", provider.checked, provider.origin.file,
                              provider.origin.line);
}

}  // namespace postern::cli
