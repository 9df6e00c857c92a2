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

Digest hmac(std::string_view key, std::string_view value) {
    Digest digest{};
    unsigned length = 0;
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), as_bytes(value), value.size(), digest.data(),
         &length);
    return digest;
}

// Two keys from one: what names the key is no digest of any value.
constexpr std::string_view kForValues = "postern fingerprints 1: values";
constexpr std::string_view kForName = "postern fingerprints 1: name of the key";
constexpr std::size_t kNameDigits = 16;

}  // namespace

KeyedDigest::KeyedDigest() {
    if (RAND_bytes(key_.data(), static_cast<int>(key_.size())) != 1) {
        throw Error(ErrorKind::failed, "the system gives no random bytes");
    }
}

KeyedDigest::KeyedDigest(std::string_view key)
    : key_(hmac(key, kForValues)), key_name_(hex(hmac(key, kForName)).substr(0, kNameDigits)) {}

KeyedDigest::~KeyedDigest() {
    OPENSSL_cleanse(key_.data(), key_.size());
}

Digest KeyedDigest::operator()(std::string_view value) const {
    return hmac({reinterpret_cast<const char*>(key_.data()), key_.size()}, value);
}

std::string hex(const Digest& digest) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (const std::uint8_t byte : digest) {
        text += kDigits[byte >> 4];
        text += kDigits[byte & 0xF];
    }
    return text;
}

std::string sha256_hex(std::string_view text) {
    Digest digest{};
    EVP_Digest(text.data(), text.size(), digest.data(), nullptr, EVP_sha256(), nullptr);
    return hex(digest);
}

}  // namespace postern::base
