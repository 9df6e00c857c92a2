// What an entry in the table of contents of a pg_dump archive consists of.
#pragma once

#include <vector>

#include "format/pg_archive_head.hpp"

// Source of the format: PostgreSQL, src/bin/pg_dump/pg_backup_archiver.c, ReadToc.
namespace postern::format {

enum class PgTocField {
    id,  // by which blocks of data and other entries call it
    has_data,
    tag,             // a table's bare name, unquoted
    kind,            // TABLE, TABLE DATA, BLOBS, ...
    definition,      // the statement that makes it
    copy_statement,  // which loads the data; null where they are INSERT statements
    schema,
    position,      // of the data, in the custom format
    file,          // which holds the data, in the other formats
    other_number,  // what nothing is made of here
    other_text,
    other_texts,  // up to a null one
};

// In the order in which they stand.
std::vector<PgTocField> pg_toc_fields(const PgArchiveHead& head);

}  // namespace postern::format
