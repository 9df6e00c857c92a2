#include "source/table_part.hpp"

#include "catch.hpp"

using namespace postern::source;

TEST_CASE("A part is found by its file's name, whatever its compression") {
    PartIndex index;
    CHECK(index.empty());
    index.add("3378.dat", {"", "public", "mailserver", {"id", "name"}, TableForm::pg_copy});
    REQUIRE(index.find("3378.dat") != nullptr);
    CHECK(index.find("3378.dat")->table == "mailserver");
    CHECK(index.find("3378.dat.gz") == index.find("3378.dat"));
    CHECK(index.find("3378.dat.lz4") == index.find("3378.dat"));
    CHECK(index.find("3378.dat.zst") == index.find("3378.dat"));
    CHECK(index.find("3379.dat") == nullptr);
    CHECK(index.find("3378.dat.old") == nullptr);
    CHECK(index.find(".gz") == nullptr);
}

TEST_CASE("parts of one table may be shared") {
    PartIndex index;
    const auto shared = nobodys_part(TableForm::load_data);
    index.add("a.txt", shared);
    index.add("b.txt", shared);
    CHECK(index.find("a.txt.xz") == shared.get());
    CHECK(index.find("b.txt") == shared.get());
    CHECK(shared->table.empty());
    CHECK(shared->form == TableForm::load_data);
}

TEST_CASE("suffixes of compressions are taken off") {
    CHECK(without_compression_suffix("t.sql.gz") == "t.sql");
    CHECK(without_compression_suffix("t.sql.gz.zst") == "t.sql.gz");
    CHECK(without_compression_suffix("t.sql") == "t.sql");
    CHECK(compression_suffixes()[0].empty());
}
