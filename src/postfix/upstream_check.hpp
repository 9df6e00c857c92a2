// What an account may hold so that Postfix's files can hold it.
#pragma once

#include <optional>
#include <string>

#include "postfix/upstream.hpp"

namespace postern::postfix {

// Why Postfix cannot use the account, as a clause that follows its description, with what to do
// behind a newline; nullopt when it can. Postfix splits "user:password" at the first colon, takes
// blanks from the end of a line, and passes over lines that are not UTF-8. A certificate is never
// issued to an address that `secure` would compare with.
std::optional<std::string> why_not(const Upstream& upstream);

}  // namespace postern::postfix
