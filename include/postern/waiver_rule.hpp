// Which findings somebody takes the risk of, and until when.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "postern/finding.hpp"

namespace postern {

// Covers the findings that fit all it names; it names at least one.
struct WaiverRule {
    std::optional<std::string> rule;        // its id
    std::optional<std::string> path;        // a glob of the source's path
    std::optional<std::string> host;        // a glob of the source's host
    std::optional<std::string> credential;  // its fingerprint
    std::optional<std::string> finding;     // its id
    Waiver waiver;
    std::size_t line = 0;  // of the file that it stands in
};

}  // namespace postern
