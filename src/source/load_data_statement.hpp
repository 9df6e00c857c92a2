// A LOAD DATA statement: what it says of the file that it loads.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "source/sql_table_catalog.hpp"
#include "source/table_part.hpp"

namespace postern::source {

struct LoadDataStatement {
    SqlTableName table;
    format::LoadDataOptions options;
    std::size_t ignored_lines = 0;
    std::vector<std::string> columns;  // empty: those of the table
    std::map<std::string, ColumnCode, std::less<>> codes;
    // Why the file cannot be read by it alone, as one lower-case clause; empty when it can.
    std::string fault;
};

// The first one in a text of MySQL's statements; nullopt when there is none, or it is not whole.
std::optional<LoadDataStatement> read_load_data_statement(std::string_view text);

}  // namespace postern::source
