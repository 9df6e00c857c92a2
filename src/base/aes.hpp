// AES-128 as MySQL's AES_DECRYPT() reads it by default.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace postern::base {

using AesKey = std::array<std::uint8_t, 16>;

// Each block by itself (ECB), padded as in PKCS7: no mode for storing data. It serves to send a value
// under a key used once.
std::string encrypt_aes128_ecb(const AesKey& key, std::string_view plain);

}  // namespace postern::base
