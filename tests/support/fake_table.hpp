// A table that exists in memory only.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "postern/database.hpp"
#include "postern/error.hpp"

namespace postern::test {

struct FakeTable {
    using Row = std::vector<std::optional<std::string>>;

    std::string schema;
    std::string name;
    std::vector<std::string> columns;
    std::vector<Row> rows;
    std::vector<std::string> key = {};  // its primary key
    std::vector<std::string> not_null = {};

    std::size_t column(const std::string& wanted) const {
        const auto found = std::find(columns.begin(), columns.end(), wanted);
        if (found == columns.end()) {
            throw Error(ErrorKind::failed, name + ": has no column " + wanted);
        }
        return static_cast<std::size_t>(found - columns.begin());
    }

    // Whether the row has this address.
    bool is_at(const Row& row, const RowAddress& address) const {
        return std::all_of(address.key.begin(), address.key.end(),
                           [&](const auto& part) { return row[column(part.first)] == part.second; });
    }

    // nullptr when there is none at this address, or more than one.
    Row* find(const RowAddress& address) {
        Row* found = nullptr;
        for (Row& row : rows) {
            if (is_at(row, address)) {
                if (found != nullptr) {
                    return nullptr;
                }
                found = &row;
            }
        }
        return found;
    }

    void set(Row& row, const std::string& wanted, const std::optional<std::string>& value) const {
        if (!value && std::find(not_null.begin(), not_null.end(), wanted) != not_null.end()) {
            throw Error(ErrorKind::failed, name + ": column " + wanted + " must not be NULL");
        }
        row[column(wanted)] = value;
    }
};

inline FakeTable& fake_table(std::vector<FakeTable>& tables, const std::string& schema,
                             const std::string& name) {
    for (FakeTable& table : tables) {
        if (table.schema == schema && table.name == name) {
            return table;
        }
    }
    throw Error(ErrorKind::failed, schema + '.' + name + ": there is no such table");
}

}  // namespace postern::test
