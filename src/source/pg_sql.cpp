#include "source/pg_sql.hpp"

namespace postern::source {

std::string pg_identifier(std::string_view name) {
    std::string quoted = "\"";
    for (const char c : name) {
        quoted += c == '"' ? "\"\"" : std::string(1, c);
    }
    return quoted + '"';
}

std::string pg_identifiers(const std::vector<std::string>& names, std::string_view before) {
    std::string list;
    for (const std::string& name : names) {
        list += (list.empty() ? "" : ", ") + std::string(before) + pg_identifier(name);
    }
    return list;
}

}  // namespace postern::source
