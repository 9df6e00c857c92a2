#include "source/mysql_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "postern/error.hpp"

namespace postern::source {

namespace {

std::string joined(const std::vector<std::string>& parts) {
    return fmt::format("{}", fmt::join(parts, ", "));
}

std::vector<std::string> names_of(const std::vector<MysqlColumn>& columns) {
    std::vector<std::string> names;
    std::transform(columns.begin(), columns.end(), std::back_inserter(names),
                   [](const MysqlColumn& column) { return column.name; });
    return names;
}

}  // namespace

// Everything is asked before the snapshot: while rows stream no other statement may run.
void MysqlReader::read(RecordSink& sink) {
    std::vector<Plan> plans;
    for (const MysqlTable& table : catalog_.tables()) {
        const auto columns = [&] { return names_of(catalog_.columns(table)); };
        if (sink.wants_columns(table.name, columns)) {
            plans.push_back(plan(table));
        }
    }
    connection_.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
    for (const Plan& one : plans) {
        read_table(one, sink);
    }
    connection_.execute("COMMIT");
}

MysqlReader::Plan MysqlReader::plan(const MysqlTable& table) {
    Plan plan{table, catalog_.columns(table), {}};
    std::vector<std::string> columns;
    std::transform(plan.columns.begin(), plan.columns.end(), std::back_inserter(columns), as_text);
    plan.sql = fmt::format("SELECT {} FROM {}", joined(columns), quoted(table));
    std::vector<std::string> key;
    for (const std::string& name : catalog_.primary_key(table)) {
        key.push_back(quoted(name));
    }
    if (!key.empty()) {
        plan.sql += " ORDER BY " + joined(key);
    }
    return plan;
}

void MysqlReader::read_table(const Plan& plan, RecordSink& sink) {
    std::vector<Field> fields(plan.columns.size());
    const auto push = [&](std::span<const std::optional<std::string_view>> values) {
        for (std::size_t i = 0; i < values.size(); ++i) {
            fields[i] = {plan.columns[i].name, values[i], {}, FieldOrigin::own};
        }
        Record record;
        record.schema = plan.table.schema;
        record.name = plan.table.name;
        record.fields = fields;
        sink.record(record);
    };
    try {
        // The catalog names only the columns that the account may read; this fails when there are others.
        connection_.rows("SELECT * FROM " + quoted(plan.table) + " LIMIT 0", {}, named(plan.table));
        connection_.stream(plan.sql, named(plan.table), push);
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::failed || connection_.is_lost()) {
            throw;
        }
        sink.skip({0, error.what()});
    }
}

}  // namespace postern::source
