#include "source/pg_hidden_values.hpp"

namespace postern::source {

namespace {

constexpr const char* kTable = "pg_temp.postern_value";

}  // namespace

std::vector<std::string> PgHiddenValues::send(const std::vector<const Secret*>& values) {
    if (!has_table_) {
        session_.run("CREATE TEMPORARY TABLE postern_value (number integer, value bytea) ON COMMIT DROP",
                     "temporary table");
        has_table_ = true;
    }
    std::vector<PgNumberedValue> numbered;
    std::vector<std::string> expressions;
    for (const Secret* value : values) {
        numbered.push_back({++sent_, value});
        expressions.push_back(std::string("pg_catalog.convert_from((SELECT v.value FROM ") + kTable +
                              " v WHERE v.number OPERATOR(pg_catalog.=) " + std::to_string(sent_) +
                              "), pg_catalog.pg_client_encoding())");
    }
    session_.copy_in(kTable, numbered);
    return expressions;
}

}  // namespace postern::source
