#include "report/text_phrases.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "report/shown_text.hpp"
#include "report/words.hpp"

namespace postern::report {

namespace {

std::string product_name(const std::string& product) {
    std::string name = shown(product);
    if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') {
        name[0] = static_cast<char>(name[0] - 'a' + 'A');
    }
    return name;
}

std::string quoted(const std::string& name) {
    return fmt::format("\"{}\"", shown(name));
}

std::string_view tls_phrase(Tls tls) {
    switch (tls) {
        case Tls::starttls:
            return "STARTTLS";
        case Tls::implicit:
            return "implicit TLS";
        case Tls::none:
            break;
    }
    return "no TLS";
}

std::string_view encoding_phrase(Encoding encoding) {
    switch (encoding) {
        case Encoding::base64:
            return "Base64";
        case Encoding::encrypted:
            return "encrypted";
        case Encoding::external:
            return "secret kept elsewhere";
        case Encoding::plain:
            break;
    }
    return "plain text";
}

void add_record(const Locator& at, std::vector<std::string>& items) {
    const std::string table = shown(at.table);
    const std::string key = shown(at.key);
    if (!table.empty() || !key.empty()) {
        items.push_back(key.empty() ? table
                                    : fmt::format("{}{}key {}", table, table.empty() ? "" : " ", key));
    }
    if (!at.field.empty()) {
        items.push_back("field " + shown(at.field));
    }
    if (at.line > 0) {
        items.push_back(fmt::format("line {}", at.line));
    } else if (at.byte > 0) {
        items.push_back(fmt::format("byte {}", at.byte));
    }
}

void add_setting(const Locator& at, std::vector<std::string>& items) {
    if (!at.key.empty()) {
        items.push_back(shown(at.key));
    }
    items.push_back("setting " + shown(at.field));
    items.push_back(at.line > 0 ? fmt::format("line {}", at.line) : "not set");
}

std::string file_readers(const FileExposure& file) {
    constexpr unsigned kGroupReads = 0040;
    constexpr unsigned kOthersRead = 0004;
    const std::string owner = file.owner.empty() ? "its owner" : shown(file.owner);
    const std::string mode = fmt::format("mode {:04o}", file.mode & 07777U);
    if (file.world_readable) {
        return fmt::format("{} ({}, owner {})", kWorldReadable, mode, owner);
    }
    if ((file.mode & kOthersRead) != 0) {
        return fmt::format("owner {}, {}", owner, mode);
    }
    const std::string_view whom = (file.mode & kGroupReads) != 0 ? "and the file's group" : "only";
    return fmt::format("readable by {} {} ({})", owner, whom, mode);
}

std::string role_list(const std::vector<std::string>& roles) {
    std::string list;
    for (const std::string& role : roles) {
        list += (list.empty() ? "" : ", ") + shown(role);
    }
    return list;
}

}  // namespace

std::string who(const Account& account) {
    if (account.username) {
        const std::string user = shown(*account.username);
        return account.host ? fmt::format("{} at {}", user, shown(*account.host)) : user;
    }
    if (account.host) {
        return shown(*account.host);
    }
    if (account.jndi) {
        return shown(*account.jndi);
    }
    const std::string product = product_name(account.product);
    return account.name.empty() ? product : fmt::format("{} {}", product, quoted(account.name));
}

std::vector<std::string> account_items(const Account& account) {
    const std::string product = product_name(account.product);
    std::vector<std::string> items;
    items.push_back(account.name.empty() ? product : fmt::format("{} {}", product, quoted(account.name)));
    if (account.protocol.empty()) {
        items.emplace_back("names no mail server");
    } else {
        items.emplace_back(word(account.direction));
        items.push_back(shown(account.protocol));
    }
    if (account.port != 0) {
        items.push_back(fmt::format("port {}", account.port));
    }
    if (account.host) {
        items.emplace_back(tls_phrase(account.tls));
    }
    if (account.jndi) {
        items.push_back("JNDI " + shown(*account.jndi));
    }
    return items;
}

bool is_setting(const Finding& finding) {
    return finding.kind == FindingKind::risk && !finding.secret;
}

std::string secret_noun(const SecretFacts& secret) {
    std::string noun = shown(secret.type);
    std::replace(noun.begin(), noun.end(), '-', ' ');
    return noun.empty() ? "secret" : noun;
}

std::vector<std::string> place_items(const Finding& finding) {
    std::vector<std::string> items;
    if (is_setting(finding)) {
        add_setting(finding.location, items);
    } else {
        add_record(finding.location, items);
    }
    if (finding.secret) {
        items.emplace_back(encoding_phrase(finding.secret->encoding));
    }
    if (finding.status != Status::active) {
        items.emplace_back(finding.status == Status::disabled ? "disabled" : "commented out");
    }
    if (finding.location.assumed_layout) {
        items.emplace_back("assumed layout");
    }
    if (finding.guess) {
        items.emplace_back("a guess");
    }
    return items;
}

std::vector<std::string> readers_of(const Exposure& exposure) {
    std::vector<std::string> lines;
    if (exposure.file) {
        lines.push_back(file_readers(*exposure.file));
    }
    if (!exposure.roles.empty()) {
        lines.push_back("readable by the database roles " + role_list(exposure.roles));
    }
    return lines;
}

std::vector<std::string> readers_of(const Finding& finding) {
    const bool is_open_by_nature = is_setting(finding) && finding.account.product == "postfix" &&
                                   (finding.severity != Severity::high || !finding.location.key.empty());
    return is_open_by_nature ? std::vector<std::string>() : readers_of(finding.exposure);
}

}  // namespace postern::report
