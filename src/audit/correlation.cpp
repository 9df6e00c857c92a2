#include "audit/correlation.hpp"

#include <fmt/format.h>

namespace postern::audit {

namespace {

std::string fingerprint(const base::Digest& digest) {
    constexpr std::size_t kDigits = 32;
    return base::hex(digest).substr(0, kDigits);
}

}  // namespace

Finding Correlation::add(Detection detection, const std::string& path) {
    Finding finding = std::move(detection.finding);
    finding.id = unused_id(finding, path);
    if (!detection.secret) {
        return finding;
    }
    const auto [known, is_new] = known_.try_emplace(*detection.secret, credentials_.size());
    if (is_new) {
        credentials_.push_back({fmt::format("c{}", credentials_.size() + 1),
                                finding.account.username.value_or(""), finding.account.host.value_or(""), 0,
                                with_fingerprints_ ? fingerprint(*detection.secret) : std::string()});
    }
    Credential& credential = credentials_[known->second];
    ++credential.places;
    finding.secret->credential = credential.id;
    return finding;
}

void Correlation::name_credentials(FoundAccount& found, const base::KeyedDigest& digest) const {
    for (const AccountSecret& secret : found.account.secrets) {
        const auto known = known_.find(digest(secret.value.reveal()));
        found.credentials.push_back(known == known_.end() || secret.encoding == Encoding::external
                                        ? std::string()
                                        : credentials_[known->second].id);
    }
}

// Two rows of one table may have no key; then they are numbered.
std::string Correlation::unused_id(const Finding& finding, const std::string& path) {
    const Locator& place = finding.location;
    const std::string name =
        fmt::format("{}\n{}\n{}\n{}\n{}", finding.rule, path, place.table, place.key, place.field);
    const std::size_t number = numbers_[name]++;
    return base::sha256_hex(fmt::format("{}\n{}", name, number)).substr(0, 16);
}

}  // namespace postern::audit
