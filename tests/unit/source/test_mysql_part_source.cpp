#include "source/mysql_part_source.hpp"

#include "support/read_outcome.hpp"

using namespace postern;
using source::TablePart;
using test::CollectingSink;

namespace {

TablePart part(source::TableForm form) {
    TablePart part;
    part.database = "jira";
    part.table = "mailserver";
    part.columns = {"id", "twice", "secret"};
    part.stored_columns = {"id", "secret"};
    part.form = form;
    return part;
}

const TablePart kInsert = part(source::TableForm::mysql_insert);
const TablePart kLines = part(source::TableForm::load_data);

const CollectingSink kWanted({"mailserver"});

}  // namespace

TEST_CASE("a part with statements takes its columns from the index") {
    const auto make = [](base::ByteWindow& window) {
        return source::make_mysql_part_source(kInsert, window);
    };
    const std::string text =
        "/*!40101 SET NAMES binary*/;\nINSERT INTO `mailserver` VALUES\n(1,\"it\\'s\\n\"),\n(2,NULL);\n"
        "INSERT INTO `mailserver` VALUES (3,6,\"x\");\n";
    const auto found = test::read_outcome(make, text, kWanted, 5);
    REQUIRE(found.records.size() == 3);
    CHECK(found.complete());
    CHECK(found.records[0].database == "jira");
    CHECK(found.records[0].value("secret") == "it's\n");
    CHECK(found.records[2].value("twice") == "6");
    check_reader_properties(make, text, kWanted);
}

TEST_CASE("a part with lines is read as LOAD DATA does") {
    const auto make = [](base::ByteWindow& window) { return source::make_mysql_part_source(kLines, window); };
    const auto found = test::read_outcome(make, "1\tx\n", kWanted);
    REQUIRE(found.records.size() == 1);
    CHECK(found.records[0].value("secret") == "x");
}

TEST_CASE("nobody's part is passed over") {
    const auto part = source::nobodys_part(source::TableForm::load_data);
    const auto make = [&part](base::ByteWindow& window) {
        return source::make_mysql_part_source(*part, window);
    };
    const auto found = test::read_all(make, "1\tx\n");
    CHECK(found.records.empty());
    CHECK(found.output == "1\tx\n");
}

TEST_CASE("a value of a part with statements is emptied where NULL is forbidden") {
    const auto strict = std::make_shared<TablePart>(kInsert);
    strict->not_null = {"secret"};
    const auto make = [strict](base::ByteWindow& window) {
        return source::make_mysql_part_source(*strict, window);
    };
    CollectingSink sink = kWanted;
    sink.edit = Edit{1, "", std::nullopt};
    CHECK(test::read_all(make, "INSERT INTO `mailserver` VALUES (1,'s');\n", sink).output ==
          "INSERT INTO `mailserver` VALUES (1,'');\n");
}
