// Digests: keyed ones that compare secrets without keeping them, plain ones that name things.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace postern::base {

using Digest = std::array<std::uint8_t, 32>;

// HMAC-SHA-256 under a random key that never leaves the process: equal values have equal digests
// within one run, and a digest tells nothing of the value.
class KeyedDigest {
public:
    // Throws Error when the system has no randomness to give.
    KeyedDigest();
    ~KeyedDigest();
    KeyedDigest(const KeyedDigest&) = delete;
    KeyedDigest& operator=(const KeyedDigest&) = delete;

    Digest operator()(std::string_view value) const;

private:
    Digest key_{};
};

// SHA-256 as lower-case hexadecimal digits.
std::string sha256_hex(std::string_view text);

}  // namespace postern::base
