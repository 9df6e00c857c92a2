#include "target/jdbc_settings.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "postern/error.hpp"

namespace postern::target {

std::string JdbcSettings::operator[](std::string_view name) const {
    const auto found = std::find_if(all_.begin(), all_.end(), [name](const auto& one) {
        return base::equal_without_case(one.first, name);
    });
    return found == all_.end() ? std::string() : found->second;
}

bool JdbcSettings::is(std::string_view name, std::string_view value) const {
    return base::equal_without_case((*this)[name], value);
}

std::optional<bool> JdbcSettings::flag(std::string_view name) const {
    if ((*this)[name].empty()) {
        return std::nullopt;
    }
    for (const char* yes : {"true", "yes", "1"}) {
        if (is(name, yes)) {
            return true;
        }
    }
    for (const char* no : {"false", "no", "0"}) {
        if (is(name, no)) {
            return false;
        }
    }
    refuse_jdbc("has a setting that is neither true nor false: " + std::string(name));
}

void refuse_jdbc(const std::string& what, const std::string& hint) {
    throw Error(ErrorKind::usage, "a JDBC URL " + what, hint);
}

}  // namespace postern::target
