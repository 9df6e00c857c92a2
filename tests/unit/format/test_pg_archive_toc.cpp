#include "format/pg_archive_toc.hpp"

#include <algorithm>

#include "catch.hpp"

using namespace postern::format;

namespace {

std::vector<PgTocField> fields(int minor, bool custom = true) {
    PgArchiveHead head;
    head.minor = minor;
    head.custom = custom;
    return pg_toc_fields(head);
}

}  // namespace

TEST_CASE("Entries have more fields in later versions") {
    CHECK(fields(7).size() == 12);
    CHECK(fields(8).size() == 13);
    CHECK(fields(9).size() == 14);
    CHECK(fields(10).size() == 15);
    CHECK(fields(11).size() == 16);
    CHECK(fields(13).size() == 16);
    CHECK(fields(14).size() == 17);
    CHECK(fields(16).size() == 18);
}

TEST_CASE("Entries end with where their data are") {
    CHECK(fields(14).front() == PgTocField::id);
    CHECK(fields(14).back() == PgTocField::position);
    CHECK(fields(14, false).back() == PgTocField::file);
}

TEST_CASE("The kind of an entry is known before its definition") {
    for (int minor = 7; minor <= 16; ++minor) {
        const auto all = fields(minor);
        CHECK(std::find(all.begin(), all.end(), PgTocField::kind) <
              std::find(all.begin(), all.end(), PgTocField::definition));
    }
}
