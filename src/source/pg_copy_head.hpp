// Whose rows a COPY statement loads, and in what order their columns stand.
#pragma once

#include <string>
#include <vector>

#include "source/sql_table_catalog.hpp"

namespace postern::source {

struct PgCopyHead {
    SqlTableName name;
    std::vector<std::string> columns;  // empty when it names none
};

// The tokens stand behind COPY; afterwards they stand at FROM or TO.
PgCopyHead read_copy_head(SqlTokens& tokens);

}  // namespace postern::source
