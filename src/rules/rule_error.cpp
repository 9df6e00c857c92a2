#include "rules/rule_error.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace postern::rules {

Error rule_error(const std::string& file, Place place, const std::string& found,
                 const std::string& expected) {
    const std::string what =
        fmt::format("{}:{}:{}: {}", base::printable(file), place.line, place.column, base::printable(found));
    return Error(ErrorKind::rule, what, "expected " + base::printable(expected));
}

}  // namespace postern::rules
