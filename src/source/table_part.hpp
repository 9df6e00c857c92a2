// One file of a backup that is several files, as the backup's own index describes it.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/byte_window.hpp"
#include "format/load_data.hpp"

namespace postern::source {

enum class TableForm {
    pg_copy,       // lines of COPY, ended by "\." (pg_dump's directory and tar formats)
    pg_insert,     // INSERT statements of PostgreSQL (the same with --inserts)
    load_data,     // lines as LOAD DATA takes them: mysqldump --tab, mydumper --load-data, MySQL Shell
    mysql_insert,  // INSERT statements of MySQL without the CREATE TABLE: mydumper
};

// How the values of a column are written, within what the form has already.
enum class ColumnCode { hexadecimal, base64 };

struct TablePart {
    std::string database;
    std::string schema;
    std::string table;
    std::vector<std::string> columns;  // in the order of the file
    TableForm form = TableForm::pg_copy;
    std::vector<std::string> not_null = {};  // columns; empty when the index does not say

    // Of PostgreSQL's forms alone.
    std::string encoding = {};       // empty when the index does not say
    bool backslash_escapes = false;  // in a plain '...'

    // Of MySQL's forms alone.
    std::vector<std::string> stored_columns = {};  // those of them that are not generated: a row of so many
                                                   // values has these; empty when all are stored
    std::map<std::string, ColumnCode, std::less<>> codes = {};  // by column
    format::LoadDataOptions load_data = {};
    std::size_t ignored_lines = 0;  // before the first row
    bool assumed_options = false;   // nobody says whether load_data is right: the rows are to be looked at

    bool operator==(const TablePart&) const = default;
};

// By the name of the file within its folder, without the suffix of a compression.
class PartIndex {
public:
    void add(std::string name, TablePart part);
    // The chunks of a table share one part.
    void add(std::string name, std::shared_ptr<const TablePart> part);
    // Of a file that may have the suffix of a compression.
    const TablePart* find(std::string_view name) const;
    bool empty() const { return parts_.empty(); }
    // By the names without a compression's suffix.
    const std::map<std::string, std::shared_ptr<const TablePart>, std::less<>>& all() const { return parts_; }

private:
    std::map<std::string, std::shared_ptr<const TablePart>, std::less<>> parts_;
};

// Of files whose rows nobody wants, or cannot be read: without a table's name, which no sink wants.
std::shared_ptr<const TablePart> nobodys_part(TableForm form);

// The suffixes that a file of a backup may have behind its name, the empty one first.
std::span<const std::string_view> compression_suffixes();

// "t.sql" of "t.sql.gz".
std::string_view without_compression_suffix(std::string_view name);

}  // namespace postern::source
