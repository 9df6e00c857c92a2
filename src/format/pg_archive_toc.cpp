#include "format/pg_archive_toc.hpp"

namespace postern::format {

namespace {

struct FieldSince {
    int minor;
    PgTocField field;
};

constexpr FieldSince kFields[] = {
    {0, PgTocField::id},
    {0, PgTocField::has_data},
    {8, PgTocField::other_text},  // its catalog
    {0, PgTocField::other_text},  // its object identifier
    {0, PgTocField::tag},
    {0, PgTocField::kind},
    {11, PgTocField::other_number},  // its section
    {0, PgTocField::definition},
    {0, PgTocField::other_text},  // the statement that drops it
    {3, PgTocField::copy_statement},
    {6, PgTocField::schema},
    {10, PgTocField::other_text},    // its tablespace
    {14, PgTocField::other_text},    // its access method
    {16, PgTocField::other_number},  // its kind of relation
    {0, PgTocField::other_text},     // its owner
    {9, PgTocField::other_text},     // whether it has object identifiers
    {5, PgTocField::other_texts},    // what it depends on
};

}  // namespace

std::vector<PgTocField> pg_toc_fields(const PgArchiveHead& head) {
    std::vector<PgTocField> fields;
    for (const FieldSince& known : kFields) {
        if (head.minor >= known.minor) {
            fields.push_back(known.field);
        }
    }
    fields.push_back(head.custom ? PgTocField::position : PgTocField::file);
    return fields;
}

}  // namespace postern::format
