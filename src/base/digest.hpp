// Digests: keyed ones that compare secrets without keeping them, plain ones that name things.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace postern::base {

using Digest = std::array<std::uint8_t, 32>;

// HMAC-SHA-256: equal values have equal digests under one key, and to whoever does not have the key a digest
// tells nothing of the value.
class KeyedDigest {
public:
    // Under a random key that never leaves the process. Throws Error when the system has no randomness to
    // give.
    KeyedDigest();
    // Under one that is derived from these bytes: the same in every run that has them.
    explicit KeyedDigest(std::string_view key);
    ~KeyedDigest();
    KeyedDigest(const KeyedDigest&) = delete;
    KeyedDigest& operator=(const KeyedDigest&) = delete;

    Digest operator()(std::string_view value) const;

    // 16 hexadecimal digits that tell keys apart, and nothing of them; empty for a random one.
    const std::string& key_name() const { return key_name_; }

private:
    Digest key_{};
    std::string key_name_;
};

// Lower-case hexadecimal digits.
std::string hex(const Digest& digest);

// SHA-256 as lower-case hexadecimal digits.
std::string sha256_hex(std::string_view text);

}  // namespace postern::base
