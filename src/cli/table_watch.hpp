// Remembers which tables of a live database were read.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "postern/record_sink.hpp"

namespace postern::cli {

class TableWatch : public RecordSink {
public:
    // Schema and name, by "schema.table" as a Locator has it.
    using Tables = std::map<std::string, std::pair<std::string, std::string>>;

    explicit TableWatch(RecordSink& inner) : inner_(inner) {}

    bool wants(RecordShape shape, std::string_view name) override {
        const bool wanted = inner_.wants(shape, name);
        met_any_ = met_any_ || wanted;
        return wanted;
    }
    bool wants_columns(std::string_view table, const ColumnNames& columns) override {
        const bool wanted = inner_.wants_columns(table, columns);
        met_any_ = met_any_ || wanted;
        return wanted;
    }
    std::span<const Edit> record(const Record& record) override {
        std::string name = std::string(record.schema) + "." + std::string(record.name);
        tables_.try_emplace(std::move(name), record.schema, record.name);
        return inner_.record(record);
    }
    void skip(const Skip& skip) override { inner_.skip(skip); }

    // Whether there was a table that is wanted, with rows or without.
    bool met_any() const { return met_any_; }
    // Those that had rows.
    Tables take_tables() { return std::move(tables_); }

private:
    RecordSink& inner_;
    Tables tables_;
    bool met_any_ = false;
};

}  // namespace postern::cli
