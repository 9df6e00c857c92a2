#include "audit/secret_encoding.hpp"

#include <algorithm>
#include <cstring>
#include <optional>
#include <utility>

#include "base/base64.hpp"
#include "base/text.hpp"

namespace postern::audit {

namespace {

bool is_printable(std::string_view text) {
    return base::is_valid_utf8(text) && base::printable(text) == text;
}

bool stands_for_another_place(std::string_view stored) {
    return stored == "{ATL_SECURED}" || stored == "{ENCRYPTED}";
}

}  // namespace

DecodedSecret decode_secret(std::string_view stored, const std::vector<Encoding>& allowed, bool ciphered) {
    if (stands_for_another_place(stored)) {
        return {Encoding::external, Secret()};
    }
    const auto is_allowed = [&allowed](Encoding encoding) {
        return std::find(allowed.begin(), allowed.end(), encoding) != allowed.end();
    };
    if (is_allowed(Encoding::base64)) {
        std::optional<std::string> decoded = base::decode_base64(stored);
        const bool fits = decoded && is_printable(*decoded);
        Secret secret(fits ? std::string_view(*decoded) : std::string_view());
        if (decoded) {
            ::explicit_bzero(decoded->data(), decoded->size());
        }
        if (fits) {
            return {Encoding::base64, std::move(secret)};
        }
    }
    const bool encrypted = ciphered || !is_allowed(Encoding::plain);
    return {encrypted ? Encoding::encrypted : Encoding::plain, Secret(stored)};
}

}  // namespace postern::audit
