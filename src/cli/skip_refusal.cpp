#include "cli/skip_refusal.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "postern/error.hpp"

namespace postern::cli {

void refuse_unread(const std::string& path, const Skip& skip) {
    throw Error(ErrorKind::failed,
                base::printable(path) + (skip.at > 0 ? fmt::format(": at byte {}: ", skip.at) : ": ") +
                    base::printable(skip.reason),
                "what cannot be read may hold a credential, so nothing was written; postern scan tells more");
}

}  // namespace postern::cli
