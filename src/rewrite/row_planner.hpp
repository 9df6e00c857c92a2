// Keeps what is to be changed in the rows of a live database.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "postern/database.hpp"
#include "postern/record_sink.hpp"
#include "rewrite/row_change.hpp"

namespace postern::rewrite {

// Stands before all other sinks, so that what they change within a document has become the change of
// its column. The database gets no edits back: nothing is written while it is read. Holds the rows that
// change and no others, whole, as only the database knows which columns tell them apart, and it is
// asked once it has been read.
class RowPlanner : public RecordSink {
public:
    // Both must outlive this object.
    RowPlanner(RecordSink& inner, Database& database) : inner_(inner), database_(database) {}

    bool wants(RecordShape shape, std::string_view name) override { return inner_.wants(shape, name); }
    bool wants_columns(std::string_view table, const ColumnNames& columns) override {
        return inner_.wants_columns(table, columns);
    }
    // Throws Error for an edit to something that is no column, and for two values for one column.
    std::span<const Edit> record(const Record& record) override;
    void skip(const Skip& skip) override { inner_.skip(skip); }

    // In the order of the rows. NULL becomes '' where a column cannot be NULL; a column that is as it
    // should be is no change. Throws Error for rows of a table without a primary key that are the same,
    // or would become so: no statement could then change one of them alone, nor put it back.
    std::vector<RowChange> take_changes();

private:
    struct WholeRow {
        std::string schema;
        std::string table;
        std::vector<std::pair<std::string, std::optional<Secret>>> columns;
        std::map<std::size_t, std::optional<Secret>> after;  // by column
    };

    struct TableFacts {
        std::vector<std::string> key;
        std::vector<std::string> not_null;
    };

    static void take(WholeRow& row, const Record& record, const Edit& edit);
    static RowChange change_of(WholeRow& row, const TableFacts& facts);
    const TableFacts& facts_of(const WholeRow& row);

    RecordSink& inner_;
    Database& database_;
    std::vector<WholeRow> rows_;
    std::map<std::pair<std::string, std::string>, TableFacts> facts_;  // by schema and table
};

}  // namespace postern::rewrite
