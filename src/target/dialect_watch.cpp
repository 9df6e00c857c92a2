#include "target/dialect_watch.hpp"

#include <algorithm>

namespace postern::target {

std::size_t DialectWatch::read(std::span<char> buffer) {
    if (input_.bytes().size() == held_ && !input_.more()) {
        return 0;
    }
    const std::string_view bytes = input_.bytes().substr(held_, buffer.size());
    ambiguous_ = ambiguous_ || (after_backslash_ && bytes.starts_with('\'')) ||
                 bytes.find("\\'") != std::string_view::npos;
    after_backslash_ = bytes.ends_with('\\');
    std::copy(bytes.begin(), bytes.end(), buffer.begin());
    const std::size_t count = bytes.size();
    if (input_.has_output()) {
        held_ += count;
    } else {
        input_.consume(count);
    }
    return count;
}

void DialectWatch::write(std::string_view bytes) {
    held_ -= bytes.size();
    input_.consume(bytes.size());
}

void DialectWatch::replace(std::string_view old, std::string_view bytes) {
    held_ -= old.size();
    input_.replace(old.size(), bytes);
}

}  // namespace postern::target
