#include "source/mydumper_folder.hpp"

#include "catch.hpp"
#include "support/memory_folder.hpp"

using namespace postern;
using test::MemoryFolder;

namespace {

const std::string kOld = "Started dump at: 2026-01-01 00:00:00\nFinished dump at: 2026-01-01 00:00:01\n";

std::string schema(const std::string& table) {
    return "/*!40101 SET NAMES binary*/;\nCREATE TABLE `" + table + "` (`id` int, `secret` text);\n";
}

std::string statement(const std::string& rest = "") {
    return "LOAD DATA LOCAL INFILE 'x' REPLACE INTO TABLE `t` FIELDS TERMINATED BY ',' LINES TERMINATED BY "
           "'\\n'" +
           rest + ";\n";
}

std::optional<source::BackupFolder> read(MemoryFolder folder, const source::WantedTable& wanted) {
    return source::read_mydumper_folder(folder, source::FolderNames(folder.names()), wanted);
}

}  // namespace

TEST_CASE("the files of a folder of mydumper are told") {
    MemoryFolder files({{"metadata", kOld},
                        {"my.jira-schema-create.sql", "CREATE DATABASE `my.jira`;\n"},
                        {"my.jira.t-schema.sql.gz", schema("t")},
                        {"my.jira.t.sql.gz", "rows"},
                        {"my.jira.t.00000.00001.sql.zst", "rows"},
                        {"my.jira.t-schema-triggers.sql", ""},
                        {"my.jira.t.notes.sql", ""},
                        {"my.jira.t2-schema.sql", schema("t2")},
                        {"my.jira.t2.00003.sql", "rows"},
                        {"my.jira.mydumper_0-schema.sql", schema("odd name")},
                        {"my.jira.mydumper_0.00000.sql", ""},
                        {"README", ""}});
    const auto folder = source::read_mydumper_folder(files, source::FolderNames(files.names()),
                                                     [](std::string_view) { return true; });
    REQUIRE(folder);
    CHECK(folder->kind == "mydumper");
    CHECK(folder->metadata_file == "metadata");
    const source::TablePart* part = folder->parts.find("my.jira.t.sql.gz");
    REQUIRE(part != nullptr);
    CHECK(part->database == "my.jira");
    CHECK(part->table == "t");
    CHECK(part->columns == std::vector<std::string>{"id", "secret"});
    CHECK(part->form == source::TableForm::mysql_insert);
    CHECK(folder->parts.find("my.jira.t.00000.00001.sql.zst") == part);
    CHECK(folder->parts.find("my.jira.t2.00003.sql")->table == "t2");
    CHECK(folder->parts.find("my.jira.mydumper_0.00000.sql")->table == "odd name");
    CHECK(folder->parts.find("my.jira.mydumper_0.00000.sql")->database == "my.jira");
    CHECK(folder->parts.find("my.jira.t.notes.sql") == nullptr);
    CHECK(folder->parts.find("my.jira.t-schema-triggers.sql") == nullptr);
    CHECK(folder->index_files == std::set<std::string, std::less<>>{"metadata", "my.jira.t-schema.sql.gz",
                                                                    "my.jira.t2-schema.sql",
                                                                    "my.jira.mydumper_0-schema.sql"});
    CHECK(folder->skips.empty());
    CHECK(folder->not_rewritable.empty());
    CHECK(files.opened.size() == 5);  // metadata twice, and the schemas
}

TEST_CASE("lines of mydumper are read as the statement beside them says") {
    const auto folder =
        read(MemoryFolder({{"metadata", "# Started dump at: x\n[config]\n"},
                           {"d.t-schema.sql", schema("t")},
                           {"d.t.00000.sql", statement(" (`id`,@secret) SET secret = UNHEX(@secret)")},
                           {"d.t.00000.dat.gz", ""},
                           {"d.t.00001.sql", statement()},
                           {"d.t.00001.dat", ""},
                           {"d.t.00002.sql", statement()},
                           {"d.t.00002.dat", ""},
                           {"d.t.00003.dat", ""},
                           {"d.t.00004.sql", statement(" (a) SET a = NOW()")},
                           {"d.t.00004.dat", ""},
                           {"d.t.00005.sql", "damaged"},
                           {"d.t.00005.dat", ""}}),
             test::only("t"));
    REQUIRE(folder);
    const source::TablePart* part = folder->parts.find("d.t.00000.dat.gz");
    REQUIRE(part != nullptr);
    CHECK(part->form == source::TableForm::load_data);
    CHECK(part->load_data.fields_terminated == ",");
    CHECK(part->columns == std::vector<std::string>{"id", "secret"});
    CHECK(part->codes.count("secret") == 1);
    CHECK_FALSE(part->assumed_options);
    CHECK(folder->parts.find("d.t.00001.dat")->codes.empty());
    CHECK(folder->parts.find("d.t.00001.dat") == folder->parts.find("d.t.00002.dat"));
    CHECK(folder->parts.find("d.t.00001.sql") == nullptr);
    CHECK(folder->index_files.contains("d.t.00001.sql"));
    for (const char* name : {"d.t.00003.dat", "d.t.00004.dat", "d.t.00005.dat"}) {
        CHECK(folder->parts.find(name)->table.empty());
    }
    const auto reasons = test::reasons(*folder);
    REQUIRE(reasons.size() == 4);
    CHECK(reasons[0].starts_with(
        "d.t.00003.dat: the rows of table t are not read: the LOAD DATA statement is not"));
    CHECK(reasons[1].starts_with("d.t.00004.dat: "));
    CHECK(reasons[2] == "d.t.00005.sql: is damaged");
}

TEST_CASE("lines of mydumper that nobody wants need no statement") {
    MemoryFolder files({{"metadata", kOld},
                        {"d.t-schema.sql", schema("t")},
                        {"d.t.00000.sql", statement()},
                        {"d.t.00000.dat", ""},
                        {"d.t.00001.dat", ""}});
    const auto folder =
        source::read_mydumper_folder(files, source::FolderNames(files.names()), test::only("mailserver"));
    REQUIRE(folder);
    CHECK(folder->parts.find("d.t.00000.dat")->table.empty());
    CHECK(folder->index_files.contains("d.t.00000.sql"));
    CHECK(folder->skips.empty());
}

TEST_CASE("rows that mydumper's metadata counts must be there") {
    const std::string metadata =
        "# Started dump at: x\n[config]\n\n[`d`.`t`]\nrows = 5\n\n[`d`.`u`]\nrows = 0\n\n[`d`.`v`]\nrows = "
        "2\n\n"
        "[`d`.`mydumper_0`]\nreal_table_name=odd name\nrows = 1\n";
    const auto folder = read(MemoryFolder({{"metadata", metadata},
                                           {"d.t-schema.sql", schema("t")},
                                           {"d.t.00000.sql", "rows"},
                                           {"d.v-schema.sql", schema("v")}}),
                             [](std::string_view table) { return table != "unwanted"; });
    REQUIRE(folder);
    CHECK(test::reasons(*folder) ==
          std::vector<std::string>{"metadata: the file with 1 rows of d.mydumper_0 is not there",
                                   "metadata: the file with 2 rows of d.v is not there"});
    CHECK(read(MemoryFolder({{"metadata", metadata}}), test::only("unwanted"))->skips.empty());
}

TEST_CASE("a dump of mydumper that was not finished, or is damaged, is told") {
    auto folder =
        read(MemoryFolder({{"metadata.partial", kOld}, {"d.t-schema.sql", "damaged"}}), test::only("t"));
    REQUIRE(folder);
    CHECK(folder->metadata_file == "metadata.partial");
    CHECK(test::reasons(*folder) ==
          std::vector<std::string>{"metadata.partial: mydumper did not finish: tables or rows may be missing",
                                   "d.t-schema.sql: is damaged"});
    folder = read(MemoryFolder({{"metadata", kOld}, {"d.t-checksum", "5"}}), test::only("t"));
    REQUIRE(folder);
    CHECK_FALSE(folder->not_rewritable.empty());
    CHECK_FALSE(folder->remedy.empty());
}

TEST_CASE("other folders are not mydumper's") {
    CHECK_FALSE(read(MemoryFolder({}), test::only("t")));
    CHECK_FALSE(read(MemoryFolder({{"metadata", "{}"}, {"d.t-schema.sql", schema("t")}}), test::only("t")));
    CHECK_FALSE(
        read(MemoryFolder(std::map<std::string, std::string>{{"metadata", "damaged"}}), test::only("t")));
}
