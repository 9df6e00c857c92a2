// The key that makes fingerprints of credentials comparable from run to run.
#pragma once

#include <memory>
#include <string>

#include "base/digest.hpp"

namespace postern::cli {

// Without a path a random one, for this run alone. Throws Error(usage) for a file that is too short to be a
// key, and one that others than its owner can read.
std::unique_ptr<base::KeyedDigest> read_fingerprint_key(const std::string& path);

}  // namespace postern::cli
