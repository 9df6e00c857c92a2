#include "rewrite/row_planner.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "base/text.hpp"
#include "postern/error.hpp"

namespace postern::rewrite {

namespace {

std::optional<Secret> secret(const std::optional<std::string_view>& value) {
    return value ? std::optional(Secret(*value)) : std::nullopt;
}

bool contains(const std::vector<std::string>& names, const std::string& name) {
    return std::any_of(names.begin(), names.end(),
                       [&](const std::string& known) { return base::equal_without_case(known, name); });
}

[[noreturn]] void fail(std::string_view schema, std::string_view table, const std::string& what,
                       const std::string& hint) {
    throw Error(ErrorKind::failed, base::printable(schema) + '.' + base::printable(table) + ": " + what,
                hint);
}

// No two of them, neither as they are nor as they will be, may be found by one address.
class Addresses {
public:
    void add(const RowChange& change) {
        for (const RowAddress& row : {change.row, address_after(change)}) {
            if (!known_.emplace(row.schema, row.table, row.key).second) {
                fail(row.schema, row.table,
                     "has no primary key, and two of its rows are the same or would become so",
                     "give the table its primary key back, or change these rows by hand");
            }
        }
    }

private:
    std::set<std::tuple<std::string, std::string, decltype(RowAddress::key)>> known_;
};

}  // namespace

std::span<const Edit> RowPlanner::record(const Record& record) {
    const auto edits = inner_.record(record);
    if (edits.empty()) {
        return {};
    }
    WholeRow row{std::string(record.schema), std::string(record.name), {}, {}};
    for (const Field& field : record.fields) {
        row.columns.emplace_back(field.name, secret(field.value));
    }
    for (const Edit& edit : edits) {
        take(row, record, edit);
    }
    rows_.push_back(std::move(row));
    return {};
}

void RowPlanner::take(WholeRow& row, const Record& record, const Edit& edit) {
    constexpr const char* kHint = "report this: a rule does not fit this database";
    if (edit.field >= record.fields.size() || record.fields[edit.field].origin != FieldOrigin::own) {
        fail(row.schema, row.table, "a value is to be written that no column can hold", kHint);
    }
    const auto [known, is_new] = row.after.try_emplace(edit.field, secret(edit.value));
    if (!is_new && known->second != secret(edit.value)) {
        fail(row.schema, row.table,
             "two values are to be written to column " + base::printable(record.fields[edit.field].name),
             kHint);
    }
}

const RowPlanner::TableFacts& RowPlanner::facts_of(const WholeRow& row) {
    const auto [known, is_new] = facts_.try_emplace({row.schema, row.table});
    if (is_new) {
        known->second = {database_.primary_key(row.schema, row.table),
                         database_.not_null(row.schema, row.table)};
    }
    return known->second;
}

RowChange RowPlanner::change_of(WholeRow& row, const TableFacts& facts) {
    RowChange change{{row.schema, row.table, {}}, {}};
    for (const auto& [name, value] : row.columns) {
        if (facts.key.empty() || contains(facts.key, name)) {
            change.row.key.emplace_back(name,
                                        value ? std::optional(std::string(value->reveal())) : std::nullopt);
        }
    }
    if (change.row.key.size() < facts.key.size()) {
        fail(row.schema, row.table, "not all columns of its primary key can be read",
             "use a login that may read the whole table");
    }
    for (auto& [index, after] : row.after) {
        auto& [name, before] = row.columns[index];
        if (!after && contains(facts.not_null, name)) {
            after = Secret();
        }
        if (before != after) {
            change.columns.push_back({name, std::move(before), std::move(after)});
        }
    }
    return change;
}

std::vector<RowChange> RowPlanner::take_changes() {
    std::vector<RowChange> changes;
    Addresses without_key;
    for (WholeRow& row : std::exchange(rows_, {})) {
        const TableFacts& facts = facts_of(row);
        RowChange change = change_of(row, facts);
        if (change.columns.empty()) {
            continue;
        }
        if (facts.key.empty()) {
            without_key.add(change);
        }
        changes.push_back(std::move(change));
    }
    return changes;
}

}  // namespace postern::rewrite
