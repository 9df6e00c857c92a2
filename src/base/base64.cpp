#include "base/base64.hpp"

#include <openssl/evp.h>

#include <algorithm>

namespace postern::base {

namespace {

bool is_base64_letter(char c) {
    const char letter = static_cast<char>(c | 0x20);
    return (letter >= 'a' && letter <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
}

const unsigned char* as_bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

std::optional<std::string> decode_base64(std::string_view text) {
    const std::string_view letters = text.substr(0, text.find_last_not_of('=') + 1);
    const std::size_t padding = text.size() - letters.size();
    if (text.empty() || text.size() % 4 != 0 || padding > 2 ||
        !std::all_of(letters.begin(), letters.end(), is_base64_letter)) {
        return std::nullopt;
    }
    std::string bytes(text.size() / 4 * 3, '\0');
    EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()), as_bytes(text),
                    static_cast<int>(text.size()));
    bytes.resize(bytes.size() - padding);
    return encode_base64(bytes) == text ? std::optional(bytes) : std::nullopt;
}

std::string encode_base64(std::string_view bytes) {
    std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
    const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), as_bytes(bytes),
                                       static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(length));
    return text;
}

}  // namespace postern::base
