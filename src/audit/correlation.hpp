// The same secret in several places.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "audit/finding_builder.hpp"
#include "audit/found_account.hpp"
#include "postern/report.hpp"

namespace postern::audit {

// Gives equal secrets one credential and every finding an id that stays the same from run to run as
// long as its place does.
class Correlation {
public:
    // with_fingerprints: the digests of secrets are under a key that other runs have too.
    explicit Correlation(bool with_fingerprints = false) : with_fingerprints_(with_fingerprints) {}

    // Names the finding and its credential; `path` is its source's.
    Finding add(Detection detection, const std::string& path);

    // Which credentials its secrets are; the digest must be the one that made those of the detections.
    void name_credentials(FoundAccount& found, const base::KeyedDigest& digest) const;

    // In the order first met.
    std::vector<Credential> take_credentials() { return std::move(credentials_); }

private:
    std::string unused_id(const Finding& finding, const std::string& path);

    bool with_fingerprints_;
    std::map<base::Digest, std::size_t> known_;
    std::vector<Credential> credentials_;
    std::map<std::string, std::size_t> numbers_;  // how many findings a place has had
};

}  // namespace postern::audit
