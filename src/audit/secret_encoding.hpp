// How a stored secret is written.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "postern/account.hpp"
#include "postern/secret.hpp"

namespace postern::audit {

struct DecodedSecret {
    Encoding encoding = Encoding::plain;
    Secret value;  // decoded; empty when it is kept elsewhere
};

// `allowed` are the encodings the rule knows for this field. A value is Base64 when it is canonical
// and decodes to printable UTF-8; Jira writes no mark beside it. `ciphered` says that a column beside
// it names a cipher: what then is not Base64 is encrypted. "{ATL_SECURED}" and the like stand for a
// secret kept elsewhere.
DecodedSecret decode_secret(std::string_view stored, const std::vector<Encoding>& allowed, bool ciphered);

}  // namespace postern::audit
