#include "target/dialect_watch.hpp"

#include <algorithm>

namespace postern::target {

std::size_t DialectWatch::read(std::span<char> buffer) {
    if (input_.bytes().empty() && !input_.more()) {
        return 0;
    }
    const std::string_view bytes = input_.bytes().substr(0, buffer.size());
    ambiguous_ = ambiguous_ || (after_backslash_ && bytes.starts_with('\'')) ||
                 bytes.find("\\'") != std::string_view::npos;
    after_backslash_ = bytes.ends_with('\\');
    std::copy(bytes.begin(), bytes.end(), buffer.begin());
    const std::size_t count = bytes.size();
    input_.drop(count);
    return count;
}

}  // namespace postern::target
