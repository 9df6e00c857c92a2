// A database that exists in memory only: whatever a test says it is.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "postern/database.hpp"
#include "support/fake_transaction.hpp"

namespace postern::test {

class FakeDatabase : public Database {
public:
    using Table = FakeTable;

    const DatabaseFacts& facts() const override { return known; }
    void read(RecordSink& sink) override {
        for (const Table& table : tables) {
            if (sink.wants(RecordShape::row, table.name)) {
                push(table, sink);
            }
        }
        for (const Skip& skip : skips) {
            sink.skip(skip);
        }
    }
    std::vector<std::string> primary_key(const std::string& schema, const std::string& table) override {
        ++asked_for_keys;
        return fake_table(tables, schema, table).key;
    }
    std::vector<std::string> not_null(const std::string& schema, const std::string& table) override {
        return fake_table(tables, schema, table).not_null;
    }
    std::vector<std::string> readers(const std::string& schema, const std::string& table) override {
        ++asked_for_readers;
        return {schema + "-" + table + "-reader"};
    }
    std::vector<OtherSession> other_sessions() override { return {}; }
    std::optional<std::uint64_t> count_rows(const std::string& table) override { return count(table); }
    std::unique_ptr<DatabaseTransaction> begin() override {
        events.before_begin();
        return std::make_unique<FakeTransaction>(tables, events);
    }
    std::shared_ptr<void> try_lock() override { return nullptr; }
    std::vector<std::string> purge(const std::string&, const std::string&) override { return {}; }
    std::vector<Residue> residues(const std::vector<std::pair<std::string, std::string>>& asked,
                                  bool purged) override {
        std::vector<Residue> found;
        for (const auto& [schema, table] : asked) {
            found.push_back({schema + "." + table, purged ? "purged" : "not purged"});
        }
        return found;
    }

    DatabaseFacts known{"postgresql", "PostgreSQL 15.18", "db:5432/jira", "id",
                        "jira",       "TLSv1.3 x",        false,          false};
    std::vector<Table> tables;
    std::vector<Skip> skips;
    std::function<std::optional<std::uint64_t>(const std::string&)> count = [](const std::string&) {
        return std::nullopt;
    };
    FakeEvents events;
    int asked_for_readers = 0;
    int asked_for_keys = 0;

private:
    static void push(const Table& table, RecordSink& sink) {
        for (const auto& row : table.rows) {
            std::vector<Field> fields;
            for (std::size_t i = 0; i < row.size(); ++i) {
                fields.push_back({table.columns[i], row[i], {}, FieldOrigin::own});
            }
            Record record;
            record.schema = table.schema;
            record.name = table.name;
            record.fields = fields;
            sink.record(record);
        }
    }
};

}  // namespace postern::test
