// Base64, strictly.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace postern::base {

// The bytes of canonical, padded Base64 (RFC 4648, section 4) without any blank; nullopt for anything
// else, the empty text included.
std::optional<std::string> decode_base64(std::string_view text);

std::string encode_base64(std::string_view bytes);

}  // namespace postern::base
