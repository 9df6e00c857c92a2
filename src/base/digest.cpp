#include "base/digest.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include "postern/error.hpp"

namespace postern::base {

namespace {

const unsigned char* as_bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

KeyedDigest::KeyedDigest() {
    if (RAND_bytes(key_.data(), static_cast<int>(key_.size())) != 1) {
        throw Error(ErrorKind::failed, "the system gives no random bytes");
    }
}

KeyedDigest::~KeyedDigest() {
    OPENSSL_cleanse(key_.data(), key_.size());
}

Digest KeyedDigest::operator()(std::string_view value) const {
    Digest digest{};
    unsigned length = 0;
    HMAC(EVP_sha256(), key_.data(), static_cast<int>(key_.size()), as_bytes(value), value.size(),
         digest.data(), &length);
    return digest;
}

std::string sha256_hex(std::string_view text) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    Digest digest{};
    EVP_Digest(text.data(), text.size(), digest.data(), nullptr, EVP_sha256(), nullptr);
    std::string hex;
    for (const std::uint8_t byte : digest) {
        hex += kDigits[byte >> 4];
        hex += kDigits[byte & 0xF];
    }
    return hex;
}

}  // namespace postern::base
