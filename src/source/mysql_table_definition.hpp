// The table that a schema file of a MySQL backup defines.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "source/table_part.hpp"

namespace postern::source {

struct MysqlTableDefinition {
    std::string table;
    std::vector<std::string> columns;
    std::vector<std::string> stored;  // without the generated ones
    // A column, or the table, is in a character set where a byte of a character may look like a backslash.
    bool hides_backslashes = false;
    std::vector<std::string> not_null = {};
};

// nullopt: the text has no CREATE TABLE, or several, or rows, or cannot be read to its end. Such a file is
// something else.
std::optional<MysqlTableDefinition> read_mysql_table_definition(std::string_view text);

// What the definition says of the rows in another file.
TablePart table_part(const MysqlTableDefinition& definition, std::string database, TableForm form);

}  // namespace postern::source
