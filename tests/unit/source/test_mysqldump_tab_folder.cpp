#include "source/mysqldump_tab_folder.hpp"

#include "catch.hpp"
#include "support/memory_folder.hpp"

using namespace postern;
using test::MemoryFolder;

namespace {

std::string schema(const std::string& table, const std::string& options = "") {
    return "-- MySQL dump 10.13\nCREATE TABLE `" + table + "` (`id` int, `g` int AS (`id`), `secret` text)" +
           options + ";\n-- Dump completed\n";
}

std::optional<source::BackupFolder> read(MemoryFolder folder, const source::WantedTable& wanted) {
    return source::read_mysqldump_tab_folder(folder, source::FolderNames(folder.names()), wanted);
}

}  // namespace

TEST_CASE("pairs of a folder of mysqldump --tab are found") {
    const auto folder = read(MemoryFolder({{"mailserver.sql", schema("mailserver")},
                                           {"mailserver.txt", "1\t1\tx\n"},
                                           {"other.sql.gz", schema("other")},
                                           {"other.txt.gz", ""},
                                           {"odd@0020name.sql", schema("odd name")},
                                           {"odd@0020name.txt", ""},
                                           {"notes.txt", "notes"},
                                           {"dump.sql", schema("x") + "INSERT INTO x VALUES (1,'a');\n"},
                                           {"dump.txt", "how the dump was made"},
                                           {"view.sql", "CREATE VIEW `view` AS SELECT 1;\n"}}),
                             test::only("mailserver"));
    REQUIRE(folder);
    CHECK(folder->kind == "mysqldump-tab");
    const source::TablePart* part = folder->parts.find("mailserver.txt");
    REQUIRE(part != nullptr);
    CHECK(part->table == "mailserver");
    CHECK(part->columns == std::vector<std::string>{"id", "g", "secret"});
    CHECK(part->stored_columns == std::vector<std::string>{"id", "secret"});
    CHECK(part->form == source::TableForm::load_data);
    CHECK(part->assumed_options);
    REQUIRE(folder->parts.find("other.txt.gz") != nullptr);
    CHECK(folder->parts.find("other.txt.gz")->table.empty());
    CHECK(folder->parts.find("odd@0020name.txt") != nullptr);
    CHECK(folder->parts.find("notes.txt") == nullptr);
    CHECK(folder->parts.find("dump.txt") == nullptr);
    CHECK(folder->index_files ==
          std::set<std::string, std::less<>>{"mailserver.sql", "other.sql.gz", "odd@0020name.sql"});
    CHECK(folder->skips.empty());
    CHECK(folder->not_rewritable.empty());
}

TEST_CASE("rows that are not there, or cannot be read, are told when their table is wanted") {
    const std::map<std::string, std::string> files{{"mailserver.sql", schema("mailserver", " CHARSET=gbk")},
                                                   {"mailserver.txt", ""},
                                                   {"lost.sql", schema("lost")},
                                                   {"unlike.sql", schema("lost")}};
    auto folder = read(MemoryFolder(files), test::only("mailserver"));
    REQUIRE(folder);
    REQUIRE(folder->skips.size() == 1);
    CHECK(folder->skips[0].file == "mailserver.txt");
    CHECK(folder->parts.find("mailserver.txt")->table.empty());
    folder = read(MemoryFolder(files), test::only("lost"));
    REQUIRE(folder);
    CHECK(test::reasons(*folder) ==
          std::vector<std::string>{"lost.sql: the file with the rows of table lost is not there"});
}

TEST_CASE("other folders are not of mysqldump --tab") {
    CHECK_FALSE(read(MemoryFolder({}), test::only("t")));
    CHECK_FALSE(read(MemoryFolder({{"t.sql", schema("t")}}), test::only("t")));
    CHECK_FALSE(read(MemoryFolder({{"t.sql", schema("u")}, {"t.txt", ""}}), test::only("t")));
    CHECK_FALSE(read(MemoryFolder({{"t.sql", "damaged"}, {"t.txt", ""}}), test::only("t")));
    MemoryFolder unrelated({{"a.txt", ""}, {"b.sql", ""}, {"c.zip", ""}});
    CHECK_FALSE(source::read_mysqldump_tab_folder(unrelated, source::FolderNames(unrelated.names()),
                                                  test::only("t")));
    CHECK(unrelated.opened.empty());
}
