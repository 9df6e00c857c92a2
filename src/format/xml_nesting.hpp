// The elements that are open at a place in an XML document.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace postern::format {

class XmlNesting {
public:
    static constexpr std::size_t kDeepest = 1000;

    // False when that would be deeper than kDeepest; nothing is then opened.
    bool open(std::string_view name);

    // Closes the innermost element; the second one only when that is its name.
    void close();
    bool close(std::string_view name);

    // Closes elements up to and including the innermost of that name; false when there is none.
    bool close_up_to(std::string_view name);

    std::size_t depth() const { return begins_.size(); }
    std::string_view innermost() const;  // empty at depth 0

private:
    std::string names_;                // of the open elements, one behind the other
    std::vector<std::size_t> begins_;  // where each starts in names_
};

}  // namespace postern::format
