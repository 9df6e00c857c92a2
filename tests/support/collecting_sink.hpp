// A sink that keeps copies of what it is given, and may edit one field of one record.
#pragma once

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "postern/record_sink.hpp"

namespace postern::test {

struct OwnedField {
    std::string name;
    std::optional<std::string> value;
    ByteRange bytes;
    FieldOrigin origin = FieldOrigin::own;
};

struct OwnedRecord {
    std::string database;
    std::string schema;
    std::string name;
    std::vector<OwnedField> fields;
    bool columns_known = true;
    bool commented_out = false;
    ByteRange bytes;
    std::uint64_t line = 0;

    // The first field of that name; nullopt when there is none or it is NULL.
    std::optional<std::string> value(std::string_view field) const {
        for (const auto& candidate : fields) {
            if (candidate.name == field) {
                return candidate.value;
            }
        }
        return std::nullopt;
    }
};

class CollectingSink : public RecordSink {
public:
    // Wants the tables and elements of these names (without case), or all when there are none.
    explicit CollectingSink(std::set<std::string> wanted = {}) : wanted_(std::move(wanted)) {}

    bool wants(RecordShape, std::string_view name) override {
        return wanted_.empty() || wanted_.count(base::lower(name)) > 0;
    }

    bool wants_columns(std::string_view table, const ColumnNames& columns) override {
        if (wants(RecordShape::row, table) || wanted_column.empty()) {
            return wants(RecordShape::row, table);
        }
        const auto names = columns();
        return std::find(names.begin(), names.end(), wanted_column) != names.end();
    }

    std::span<const Edit> record(const Record& record) override {
        OwnedRecord owned{std::string(record.database),
                          std::string(record.schema),
                          std::string(record.name),
                          {},
                          record.columns_known,
                          record.commented_out,
                          record.bytes,
                          record.line};
        for (const Field& field : record.fields) {
            std::optional<std::string> value;
            if (field.value) {
                value = std::string(*field.value);
            }
            owned.fields.push_back({std::string(field.name), value, field.bytes, field.origin});
        }
        records.push_back(std::move(owned));
        if (edit && records.size() - 1 == edit_record) {
            return {&*edit, 1};
        }
        return {};
    }

    void skip(const Skip& skip) override { skips.push_back(skip); }

    std::string wanted_column;  // rows of a table with this one are wanted too
    std::vector<OwnedRecord> records;
    std::vector<Skip> skips;
    std::optional<Edit> edit;
    std::size_t edit_record = 0;

private:
    std::set<std::string> wanted_;
};

}  // namespace postern::test
