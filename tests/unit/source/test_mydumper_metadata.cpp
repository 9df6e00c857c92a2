#include "source/mydumper_metadata.hpp"

#include "catch.hpp"
#include "support/memory_stream.hpp"

using namespace postern;
using source::read_mydumper_section;

TEST_CASE("mydumper's metadata is known by its first line") {
    CHECK(source::is_mydumper_metadata("Started dump at: 2026-01-01 00:00:00\n"));
    CHECK(source::is_mydumper_metadata("# Started dump at: 2026-01-01 00:00:00\n[config]\n"));
    CHECK_FALSE(source::is_mydumper_metadata("[config]\n"));
    CHECK_FALSE(source::is_mydumper_metadata(""));
}

TEST_CASE("sections of tables are read") {
    const auto table = read_mydumper_section("[`my``db`.`a.b`]\nreal_table_name = a b\nRows = 12\n");
    REQUIRE(table);
    CHECK(table->file == "my`db.a.b");
    CHECK(table->table == "a b");
    CHECK(table->rows == 12);
    const auto other = read_mydumper_section("[\"db\".\"t\"]\nrows=x");
    REQUIRE(other);
    CHECK(other->table == "t");
    CHECK_FALSE(other->rows.has_value());
    for (const char* section :
         {"", "[config]\nrows = 1\n", "[`db`]\n", "[`db`.`t`\n", "[`db`.`t", "[`", "x"}) {
        CAPTURE(section);
        CHECK_FALSE(read_mydumper_section(section));
    }
}

TEST_CASE("sections follow each other") {
    const std::string text = "# Started\n[config]\na = [x]\n[`d`.`t`]\nrows = 1";
    for (const std::size_t piece : {1U, 100U}) {
        test::MemorySource bytes(text, piece);
        base::ByteWindow window(bytes, nullptr, 16);
        std::vector<std::string> sections;
        std::string_view section = source::see_mydumper_section(window);
        while (!section.empty()) {
            sections.emplace_back(section);
            window.consume(section.size());
            section = source::see_mydumper_section(window);
        }
        CHECK(sections ==
              std::vector<std::string>{"# Started\n", "[config]\na = [x]\n", "[`d`.`t`]\nrows = 1"});
    }
}

TEST_CASE("checksums of rows are left out, those of schemas stay") {
    CHECK(source::without_data_checksum("[`d`.`t`]\r\nrows = 1\r\ndata_checksum = 5\r\nschema_checksum = 6\n"
                                        "data_checksum=7") ==
          "[`d`.`t`]\r\nrows = 1\r\nschema_checksum = 6\n");
}
