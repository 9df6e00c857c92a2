// The same secret in several places.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "audit/finding_builder.hpp"
#include "postern/report.hpp"

namespace postern::audit {

// Gives equal secrets one credential and every finding an id that stays the same from run to run as
// long as its place does.
class Correlation {
public:
    // Names the finding and its credential; `path` is its source's.
    Finding add(Detection detection, const std::string& path);

    // In the order first met.
    std::vector<Credential> take_credentials() { return std::move(credentials_); }

private:
    std::string unused_id(const Finding& finding, const std::string& path);

    std::map<base::Digest, std::size_t> known_;
    std::vector<Credential> credentials_;
    std::map<std::string, std::size_t> numbers_;  // how many findings a place has had
};

}  // namespace postern::audit
