#include "cli/account_place.hpp"

#include "base/text.hpp"

namespace postern::cli {

std::string account_place(const audit::FoundAccount& found, const std::string& source) {
    const Locator& at = found.location;
    std::string text = source;
    if (!at.table.empty()) {
        text.append(", ").append(base::printable(at.table));
    }
    if (!at.key.empty()) {
        text.append(" key ").append(base::printable(at.key));
    } else if (at.line > 0) {
        text.append(" line ").append(std::to_string(at.line));
    }
    return text;
}

}  // namespace postern::cli
