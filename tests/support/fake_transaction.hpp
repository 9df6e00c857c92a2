// Changes tables that exist in memory only, all at once or not at all.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "support/fake_table.hpp"

namespace postern::test {

// What may happen beside a transaction.
struct FakeEvents {
    std::function<void()> before_begin = [] {};
    std::function<void(FakeTable&)> trigger = [](FakeTable&) {};  // after every write, to its table
    bool commit_fails = false;
    int commits = 0;
};

class FakeTransaction : public DatabaseTransaction {
public:
    FakeTransaction(std::vector<FakeTable>& tables, FakeEvents& events)
        : tables_(tables), events_(events), own_(tables) {}

    std::optional<std::vector<ColumnValue>> lock(const RowAddress& address,
                                                 const std::vector<std::string>& columns) override {
        FakeTable& table = table_of(address);
        const FakeTable::Row* row = table.find(address);
        if (row == nullptr) {
            return std::nullopt;
        }
        locked_.push_back(address);
        std::vector<ColumnValue> values;
        for (const std::string& column : columns) {
            const auto& value = (*row)[table.column(column)];
            values.push_back({column, value ? std::optional(Secret(*value)) : std::nullopt});
        }
        return values;
    }
    void update(const RowAddress& address, const std::vector<ColumnValue>& values) override {
        FakeTable& table = table_of(address);
        set(table, require_locked(address), values);
        events_.trigger(table);
    }
    void insert(const RowAddress& address, const std::vector<ColumnValue>& values) override {
        FakeTable& table = table_of(address);
        if (std::any_of(table.rows.begin(), table.rows.end(),
                        [&](const FakeTable::Row& row) { return table.is_at(row, address); })) {
            throw Error(ErrorKind::failed, table.name + ": there is such a row already");
        }
        FakeTable::Row row(table.columns.size());
        for (const auto& [column, value] : address.key) {
            table.set(row, column, value);
        }
        set(table, row, values);
        table.rows.push_back(std::move(row));
        events_.trigger(table);
    }
    void remove(const RowAddress& address) override {
        FakeTable& table = table_of(address);
        const FakeTable::Row& row = require_locked(address);
        table.rows.erase(table.rows.begin() + (&row - table.rows.data()));
        events_.trigger(table);
    }
    void commit() override {
        if (events_.commit_fails) {
            throw Error(ErrorKind::failed, "the server did not confirm the changes", "look at it");
        }
        ++events_.commits;
        tables_ = own_;
    }

private:
    FakeTable& table_of(const RowAddress& address) { return fake_table(own_, address.schema, address.table); }

    FakeTable::Row& require_locked(const RowAddress& address) {
        const auto is_it = [&](const RowAddress& locked) {
            return locked.schema == address.schema && locked.table == address.table &&
                   locked.key == address.key;
        };
        FakeTable::Row* row = table_of(address).find(address);
        if (row == nullptr || std::none_of(locked_.begin(), locked_.end(), is_it)) {
            throw Error(ErrorKind::failed, address.table + ": a row is to be changed that is not locked");
        }
        return *row;
    }

    static void set(const FakeTable& table, FakeTable::Row& row, const std::vector<ColumnValue>& values) {
        for (const ColumnValue& value : values) {
            table.set(row, value.column,
                      value.value ? std::optional(std::string(value.value->reveal())) : std::nullopt);
        }
    }

    std::vector<FakeTable>& tables_;
    FakeEvents& events_;
    std::vector<FakeTable> own_;
    std::vector<RowAddress> locked_;
};

}  // namespace postern::test
