#include "base/aes.hpp"

#include <openssl/evp.h>

#include <memory>

#include "postern/error.hpp"

namespace postern::base {

namespace {

void require(bool done) {
    if (!done) {
        throw Error(ErrorKind::failed, "the system's OpenSSL does not encrypt with AES");
    }
}

}  // namespace

std::string encrypt_aes128_ecb(const AesKey& key, std::string_view plain) {
    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(EVP_CIPHER_CTX_new(),
                                                                                  EVP_CIPHER_CTX_free);
    require(context &&
            EVP_EncryptInit_ex(context.get(), EVP_aes_128_ecb(), nullptr, key.data(), nullptr) == 1);
    std::string encrypted(plain.size() + key.size(), '\0');
    auto* to = reinterpret_cast<unsigned char*>(encrypted.data());
    const auto* from = reinterpret_cast<const unsigned char*>(plain.data());
    int written = 0;
    int last = 0;
    require(EVP_EncryptUpdate(context.get(), to, &written, from, static_cast<int>(plain.size())) == 1);
    require(EVP_EncryptFinal_ex(context.get(), to + written, &last) == 1);
    encrypted.resize(static_cast<std::size_t>(written + last));
    return encrypted;
}

}  // namespace postern::base
