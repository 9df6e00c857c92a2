#include "report/csv_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/utc_time.hpp"
#include "report/accepted.hpp"
#include "report/next_steps.hpp"
#include "report/shown_text.hpp"
#include "report/source_phrases.hpp"
#include "report/words.hpp"

namespace postern::report {

namespace {

// In the order of the table.
enum class Column : std::size_t {
    kind,
    severity,
    state,
    status,
    rule,
    title,
    product,
    account,
    direction,
    protocol,
    server,
    port,
    tls,
    username,
    from,
    jndi,
    host,
    source,
    source_kind,
    changed,
    table,
    key,
    field,
    line,
    byte,
    secret,
    encoding,
    length,
    credential,
    fingerprint,
    login,
    mode,
    owner,
    world_readable,
    roles,
    waived_until,
    justification,
    reason,
    advice,
    id,
};

constexpr std::array<std::string_view, 40> kNames = {
    "kind",         "severity",      "state",   "status",         "rule",
    "title",        "product",       "account", "direction",      "protocol",
    "server",       "port",          "tls",     "username",       "from",
    "jndi",         "host",          "source",  "source_kind",    "changed",
    "table",        "key",           "field",   "line",           "byte",
    "secret",       "encoding",      "length",  "credential",     "fingerprint",
    "login",        "mode",          "owner",   "world_readable", "roles",
    "waived_until", "justification", "reason",  "advice",         "id",
};

bool is_formula(std::string_view value) {
    constexpr std::string_view kStarts = "=+-@";
    // The same signs as East Asian keyboards write them: U+FF1D, U+FF0B, U+FF0D, U+FF20.
    constexpr std::array<std::string_view, 4> kWideStarts = {"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D",
                                                             "\xEF\xBC\xA0"};
    const std::string_view text = value.substr(std::min(value.find_first_not_of(' '), value.size()));
    return (!text.empty() && kStarts.find(text[0]) != std::string_view::npos) ||
           std::any_of(kWideStarts.begin(), kWideStarts.end(),
                       [text](std::string_view start) { return text.starts_with(start); });
}

// Some spreadsheets take a semicolon for the end of a cell too.
std::string without_formulas(std::string_view value) {
    std::string text;
    for (std::size_t begin = 0; begin <= value.size();) {
        const std::size_t end = std::min(value.find(';', begin), value.size());
        const std::string_view part = value.substr(begin, end - begin);
        text += (is_formula(part) ? "'" : "") + std::string(part) + (end < value.size() ? ";" : "");
        begin = end + 1;
    }
    return text;
}

std::string cell(std::string_view value) {
    const std::string text = shown(without_formulas(value));
    if (text.find_first_of(",\"\r\n ") == std::string::npos) {
        return text;
    }
    std::string quoted = "\"";
    for (const char c : text) {
        quoted.append(c == '"' ? 2 : 1, c);
    }
    return quoted + '"';
}

class Row {
public:
    Row& set(Column column, std::string_view value) {
        cells_[static_cast<std::size_t>(column)] = cell(value);
        return *this;
    }
    Row& set(Column column, std::uint64_t value) {
        cells_[static_cast<std::size_t>(column)] = std::to_string(value);
        return *this;
    }

    std::string line() const { return fmt::format("{}\r\n", fmt::join(cells_, ",")); }

private:
    std::array<std::string, kNames.size()> cells_;
};

std::string joined(const std::vector<std::string>& values, std::string_view between) {
    return fmt::format("{}", fmt::join(values, between));
}

void set_account(const Finding& finding, Row& row) {
    const Account& account = finding.account;
    row.set(Column::product, account.product)
        .set(Column::account, account.name)
        .set(Column::protocol, account.protocol)
        .set(Column::server, account.host.value_or(""))
        .set(Column::username, account.username.value_or(""))
        .set(Column::from, account.from.value_or(""))
        .set(Column::jndi, account.jndi.value_or(""));
    if (!account.protocol.empty()) {
        row.set(Column::direction, word(account.direction)).set(Column::tls, word(account.tls));
    }
    if (account.port != 0) {
        row.set(Column::port, account.port);
    }
}

void set_source(const Report& report, std::size_t source, Row& row) {
    if (source >= report.sources.size()) {
        return;
    }
    const SourceFacts& facts = report.sources[source];
    row.set(Column::host, facts.host).set(Column::source, facts.path).set(Column::source_kind, facts.kind);
    if (facts.modified) {
        row.set(Column::changed, base::utc_text(*facts.modified));
    }
}

void set_place(const Report& report, const Finding& finding, Row& row) {
    const Locator& at = finding.location;
    set_source(report, finding.source, row);
    row.set(Column::table, at.table).set(Column::key, at.key).set(Column::field, at.field);
    if (at.line > 0) {
        row.set(Column::line, at.line);
    }
    if (!is_live_database(report, finding.source)) {
        row.set(Column::byte, at.byte);
    }
    if (const auto& file = finding.exposure.file) {
        row.set(Column::mode, fmt::format("{:04o}", file->mode & 07777U))
            .set(Column::owner, file->owner)
            .set(Column::world_readable, file->world_readable ? "true" : "false");
    }
    row.set(Column::roles, joined(finding.exposure.roles, "; "));
}

void set_secret(const SecretFacts& secret, const std::map<std::string, const Credential*>& credentials,
                Row& row) {
    row.set(Column::secret, secret.type)
        .set(Column::encoding, word(secret.encoding))
        .set(Column::length, secret.length)
        .set(Column::credential, secret.credential.value_or(""));
    const auto found = credentials.find(secret.credential.value_or(""));
    if (found != credentials.end()) {
        row.set(Column::fingerprint, found->second->fingerprint);
        if (found->second->login) {
            row.set(Column::login, word(*found->second->login));
        }
    }
}

std::string finding_line(const Report& report, const Finding& finding,
                         const std::map<std::string, const Credential*>& credentials) {
    Row row;
    row.set(Column::kind, word(finding.kind))
        .set(Column::severity, word(finding.severity))
        .set(Column::state, state_word(finding))
        .set(Column::status, word(finding.status))
        .set(Column::rule, finding.rule)
        .set(Column::title, finding_title(report, finding))
        .set(Column::advice, joined(finding.advice, " "))
        .set(Column::id, finding.id);
    set_account(finding, row);
    set_place(report, finding, row);
    if (finding.secret) {
        set_secret(*finding.secret, credentials, row);
    }
    if (finding.waiver) {
        row.set(Column::waived_until, finding.waiver->expires)
            .set(Column::justification, finding.waiver->justification);
    }
    return row.line();
}

std::string skip_line(const Report& report, std::size_t source, const Skip& skip) {
    Row row;
    set_source(report, source, row);
    row.set(Column::kind, "skip").set(Column::byte, skip.at).set(Column::reason, skip.reason);
    return row.line();
}

}  // namespace

void write_csv(const Report& report, base::ByteSink& sink) {
    std::map<std::string, const Credential*> credentials;
    for (const Credential& credential : report.credentials) {
        credentials.emplace(credential.id, &credential);
    }
    sink.write(fmt::format("{}\r\n", fmt::join(kNames, ",")));
    for (std::size_t source = 0; source < report.sources.size(); ++source) {
        for (const Skip& skip : report.sources[source].skips) {
            sink.write(skip_line(report, source, skip));
        }
    }
    for (const Finding& finding : report.findings) {
        sink.write(finding_line(report, finding, credentials));
    }
}

}  // namespace postern::report
