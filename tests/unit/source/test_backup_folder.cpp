#include "source/backup_folder.hpp"

#include "catch.hpp"
#include "support/memory_folder.hpp"

using namespace postern;
using test::MemoryFolder;

namespace {

std::string kind(std::map<std::string, std::string> files) {
    MemoryFolder folder(std::move(files));
    const auto found = source::read_backup_folder(folder, test::only("mailserver"));
    return found ? found->kind : "";
}

}  // namespace

TEST_CASE("every kind of folder is recognised") {
    const std::string schema = "CREATE TABLE mailserver (id int);\n";
    CHECK(kind({{"mailserver.sql", schema}, {"mailserver.txt", ""}}) == "mysqldump-tab");
    CHECK(kind({{"metadata", "Started dump at: x\n"}, {"d.t-schema.sql", schema}}) == "mydumper");
    CHECK(kind({{"@.json", "{}"}}) == "mysqlsh-dump");
    CHECK(kind({{"readme.txt", ""}, {"x.sql", schema}}).empty());
    CHECK(kind({}).empty());
}

TEST_CASE("a folder of a hundred thousand files is looked at by names") {
    std::map<std::string, std::string> files{{"metadata", "Started dump at: x\n"},
                                             {"d.t-schema.sql", "CREATE TABLE t (id int);\n"}};
    for (int i = 0; i < 100'000; ++i) {
        files["d.t." + std::to_string(100'000 + i) + ".sql.gz"];
    }
    MemoryFolder folder(std::move(files));
    const auto found = source::read_backup_folder(folder, test::only("t"));
    REQUIRE(found);
    CHECK(found->parts.find("d.t.100000.sql.gz") == found->parts.find("d.t.199999.sql.gz"));
    CHECK(found->parts.find("d.t.100000.sql.gz")->table == "t");
    CHECK(folder.opened.size() == 3);
}
