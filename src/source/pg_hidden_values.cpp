#include "source/pg_hidden_values.hpp"

#include <string_view>

namespace postern::source {

namespace {

constexpr const char* kTable = "pg_temp.postern_value";
constexpr std::string_view kNoRight = "42501";

}  // namespace

void PgHiddenValues::make_table() {
    if (has_table_) {
        return;
    }
    try {
        session_.run(
            "CREATE TEMPORARY TABLE postern_value (number integer PRIMARY KEY, value bytea)"
            " ON COMMIT DROP",
            "temporary table");
    } catch (const PgStatementError& error) {
        if (error.sqlstate() != kNoRight) {
            throw;
        }
        throw Error(error.kind(), error.what(),
                    "as the database's owner: GRANT TEMPORARY ON DATABASE the database TO the role");
    }
    has_table_ = true;
}

std::vector<std::string> PgHiddenValues::send(const std::vector<const Secret*>& values) {
    make_table();
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
