#include "report/finding_keys.hpp"

#include <optional>
#include <set>
#include <string_view>

#include "base/text.hpp"

namespace postern::report {

namespace {

std::string as_read(std::string_view text) {
    return base::is_valid_utf8(text) ? std::string(text) : base::printable(text);
}

// None is not an empty one.
std::string optional_as_read(const std::optional<std::string>& text) {
    return text ? '=' + as_read(*text) : std::string();
}

}  // namespace

Fingerprints fingerprints_of(const Report& report) {
    Fingerprints fingerprints;
    for (const Credential& credential : report.credentials) {
        fingerprints.emplace(credential.id, credential.fingerprint);
    }
    return fingerprints;
}

std::string fingerprint_of(const Finding& finding, const Fingerprints& fingerprints) {
    const bool named = finding.secret && finding.secret->credential;
    const auto found = named ? fingerprints.find(*finding.secret->credential) : fingerprints.end();
    return found == fingerprints.end() ? std::string() : found->second;
}

bool have_one_key(const Report& a, const Report& b) {
    return !a.fingerprint_key.empty() && a.fingerprint_key == b.fingerprint_key;
}

bool host_counts(const Report& a, const Report& b) {
    std::set<std::string_view> hosts;
    for (const Report* report : {&a, &b}) {
        std::set<std::string_view> own;
        for (const SourceFacts& source : report->sources) {
            own.insert(source.host);
        }
        if (own.size() > 1) {
            return true;
        }
        hosts.merge(own);
    }
    hosts.erase("");
    return hosts.size() > 1;
}

Key place_key(const Report& report, const Finding& finding, bool host_counts) {
    const SourceFacts& source = report.sources.at(finding.source);
    const Locator& at = finding.location;
    return {host_counts ? as_read(source.host) : std::string(),
            as_read(finding.rule),
            as_read(source.path),
            as_read(at.table),
            as_read(at.key),
            as_read(at.field)};
}

Key user_key(const Finding& finding) {
    const Account& account = finding.account;
    return {as_read(account.product), optional_as_read(account.host), optional_as_read(account.username)};
}

}  // namespace postern::report
