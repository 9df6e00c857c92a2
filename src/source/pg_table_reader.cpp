#include "source/pg_table_reader.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

#include "base/interrupt.hpp"
#include "source/pg_sql.hpp"

namespace postern::source {

namespace {

std::size_t number_of(const std::string& text) {
    std::size_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::string selection(const PgTable& table, const std::vector<PgColumn>& columns,
                      const std::vector<std::string>& key) {
    std::vector<std::string> names;
    std::transform(columns.begin(), columns.end(), std::back_inserter(names),
                   [](const PgColumn& column) { return column.name; });
    const std::string order = key.empty() ? "" : " ORDER BY " + pg_identifiers(key, "t.");
    return "SELECT " + pg_identifiers(names, "t.") + " FROM " + table.rows() + " AS t" + order;
}

}  // namespace

void PgTableReader::read(const PgTable& table) {
    const std::vector<PgColumn> columns = pg_columns(session_, table);
    const std::string what = table.title();
    session_.run("DECLARE postern_rows NO SCROLL CURSOR FOR " +
                     selection(table, columns, pg_primary_key(session_, table)),
                 what);
    const std::size_t batch = batch_size(table, columns);
    const std::string fetch = "FETCH FORWARD " + std::to_string(batch) + " FROM postern_rows";
    for (std::size_t count = batch; count == batch;) {
        base::throw_if_interrupted();
        const PgRows rows = session_.run(fetch, what);
        push(table, columns, rows);
        count = rows.size();
    }
    session_.run("CLOSE postern_rows", what);
}

std::size_t PgTableReader::batch_size(const PgTable& table, const std::vector<PgColumn>& columns) {
    std::string row_size = "0::pg_catalog.int8";
    for (const PgColumn& column : columns) {
        row_size += " + " + column.size_sql;
    }
    const PgRows rows =
        session_.run("SELECT pg_catalog.max(" + row_size + ") FROM " + table.rows() + " AS t", table.title());
    const std::size_t largest = std::max<std::size_t>(number_of(rows.text(0, 0)), 1);
    return std::clamp<std::size_t>(kBatchBytes / largest, 1, kBatchRows);
}

void PgTableReader::push(const PgTable& table, const std::vector<PgColumn>& columns, const PgRows& rows) {
    std::vector<Field> fields(columns.size());
    Record record;
    record.schema = table.schema;
    record.name = table.name;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            fields[i] = {columns[i].name, rows.value(row, i), {}, FieldOrigin::own};
        }
        record.fields = fields;
        sink_.record(record);
    }
}

}  // namespace postern::source
