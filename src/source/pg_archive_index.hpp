// What the table of contents of a pg_dump archive says of its data.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "source/pg_toc_reader.hpp"
#include "source/sql_table_catalog.hpp"
#include "source/table_part.hpp"

namespace postern::source {

// Of an entry that has data. Most are nobody's concern but for the place where they stand.
struct PgArchiveData {
    std::int64_t id = 0;
    format::PgPosition position;
    std::optional<std::size_t> part;  // of PgArchiveIndex::parts(), when its rows are wanted
};

struct PgArchivePart {
    std::string file;  // empty in the custom format
    TablePart table;
};

// Entries are added one by one, then finish() is called.
class PgArchiveIndex {
public:
    PgArchiveIndex(const format::PgArchiveHead& head, RecordSink& sink)
        : database_(head.database), sink_(sink) {}

    // Throws DamagedInput for a statement that is none, and when there are more entries than are read.
    void add(const PgTocEntry& entry);
    // Gives every part what stood in other entries. Throws DamagedInput when two of them have the same
    // number.
    void finish();

    // By their numbers.
    const std::vector<PgArchiveData>& data() const { return data_; }
    const PgArchiveData* find(std::int64_t id) const;
    const std::vector<PgArchivePart>& parts() const { return parts_; }
    // Of tables whose rows nobody wants, the first of them; none in the custom format.
    const std::vector<std::string>& other_files() const { return other_files_; }

private:
    void add_data(const PgTocEntry& entry);
    bool add_part(const PgTocEntry& entry);
    void add_definition(const PgTocEntry& entry);

    std::string database_;
    RecordSink& sink_;
    std::vector<PgArchiveData> data_;
    std::vector<PgArchivePart> parts_;
    std::vector<std::string> other_files_;
    std::map<std::pair<std::string, std::string>, SqlTableCatalog::Columns> columns_;  // by schema and table
    std::string encoding_;
    bool backslash_escapes_ = false;
};

// Reads the whole table of contents, at which the window stands. Pushes the secrets in its definitions.
// Throws DamagedInput.
PgArchiveIndex read_pg_archive_index(PgArchiveInput& input, RecordSink& sink);

}  // namespace postern::source
