#include "source/mysql_shell_folder.hpp"

#include "catch.hpp"
#include "support/memory_folder.hpp"

using namespace postern;
using test::MemoryFolder;

namespace {

using Files = std::map<std::string, std::string>;

Files dump() {
    return {
        {"@.json", R"({"dumper": "mysqlsh", "schemas": ["jira"], "basenames": {"jira": "jira"}})"},
        {"@.done.json", "{}"},
        {"@.sql", ""},
        {"jira.json",
         R"({"schema": "jira", "tables": ["mailserver", "issue"], "basenames": {"issue": "jira@issue"}})"},
        {"jira@mailserver.json",
         R"({"options": {"schema": "jira", "table": "mailserver", "columns": ["id", "secret"]}, "extension": "tsv.zst"})"},
        {"jira@mailserver.sql", ""},
        {"jira@mailserver@0.tsv.zst", ""},
        {"jira@mailserver@0.tsv.zst.idx", ""},
        {"jira@mailserver@@1.tsv.zst", ""},
        {"jira@mailserver@@1.tsv.zst.idx", ""},
        {"jira@issue.json", "not looked at"},
        {"jira@issue@@0.tsv.zst", ""},
        {"notes.tsv", ""}};
}

std::optional<source::BackupFolder> read(const Files& files, const std::string& wanted = "mailserver") {
    MemoryFolder folder(files);
    return source::read_mysql_shell_folder(folder, source::FolderNames(folder.names()), test::only(wanted));
}

}  // namespace

TEST_CASE("the files of a folder of MySQL Shell are told") {
    const auto folder = read(dump());
    REQUIRE(folder);
    CHECK(folder->kind == "mysqlsh-dump");
    const source::TablePart* part = folder->parts.find("jira@mailserver@0.tsv.zst");
    REQUIRE(part != nullptr);
    CHECK(part->database == "jira");
    CHECK(part->table == "mailserver");
    CHECK(folder->parts.find("jira@mailserver@@1.tsv.zst") == part);
    CHECK(folder->parts.find("jira@issue@@0.tsv.zst")->table.empty());
    CHECK(folder->parts.find("notes.tsv") == nullptr);
    CHECK(folder->skips.empty());
    CHECK(folder->index_files == std::set<std::string, std::less<>>{"@.json", "@.done.json", "jira.json",
                                                                    "jira@mailserver.json", "jira@issue.json",
                                                                    "jira@mailserver@0.tsv.zst.idx",
                                                                    "jira@mailserver@@1.tsv.zst.idx"});
    CHECK_FALSE(folder->not_rewritable.empty());
    CHECK_FALSE(folder->remedy.empty());
}

TEST_CASE("a table of MySQL Shell may be one file, or have partitions") {
    Files files = dump();
    files.erase("jira@mailserver@0.tsv.zst");
    files.erase("jira@mailserver@@1.tsv.zst");
    files["jira@mailserver.tsv"] = "";
    files["jira@mailserver.json"] =
        R"({"options": {"table": "mailserver", "columns": ["id"]}, "extension": "tsv"})";
    auto folder = read(files);
    CHECK(folder->parts.find("jira@mailserver.tsv")->table == "mailserver");
    CHECK(folder->skips.empty());
    files.erase("jira@mailserver.tsv");
    files["jira@mailserver@p0@@0.tsv"] = "";
    files["jira@mailserver@p1@@0.tsv"] = "";
    files["jira@mailserver.json"] =
        R"({"options": {"table": "mailserver", "columns": ["id"]}, "extension": "tsv", "basenames": {"p0": "jira@mailserver@p0", "p1": "jira@mailserver@p1"}})";
    folder = read(files);
    CHECK(folder->parts.find("jira@mailserver@p1@@0.tsv")->table == "mailserver");
    CHECK(folder->skips.empty());
}

TEST_CASE("what is missing of a dump by MySQL Shell is told") {
    for (const char* missing : {"@.done.json", "jira.json", "jira@mailserver.json",
                                "jira@mailserver@0.tsv.zst", "jira@mailserver@@1.tsv.zst"}) {
        CAPTURE(missing);
        Files files = dump();
        files.erase(missing);
        CHECK(read(files)->skips.size() == 1);
    }
    Files files = dump();
    files.erase("jira@issue.json");
    files.erase("jira@issue@@0.tsv.zst");
    CHECK(read(files)->skips.empty());
    files["jira.json"] = R"({"schema": "jira", "tables": ["mailserver"], "includesData": false})";
    files.erase("jira@mailserver@0.tsv.zst");
    CHECK(read(files)->skips.empty());
}

TEST_CASE("what cannot be read of a dump by MySQL Shell is told") {
    for (const char* text : {"damaged", "no JSON", "{}", R"({"options": {"table": "mailserver"}})",
                             R"({"options": {"table": "other", "columns": ["a"]}})"}) {
        CAPTURE(text);
        Files files = dump();
        files["jira@mailserver.json"] = text;
        const auto folder = read(files);
        CHECK(folder->skips.size() == 1);
        const source::TablePart* part = folder->parts.find("jira@mailserver@0.tsv");
        CHECK((part == nullptr || part->table.empty()));
    }
    Files files = dump();
    files["@.json"] = "{}";
    CHECK(read(files)->skips.size() == 1);
}

TEST_CASE("other folders are not of MySQL Shell") {
    Files files = dump();
    files.erase("@.json");
    CHECK_FALSE(read(files));
}
