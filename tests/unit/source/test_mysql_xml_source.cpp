#include "source/mysql_xml_source.hpp"

#include "support/read_outcome.hpp"

using namespace postern;
using test::CollectingSink;
using test::read_outcome;

namespace {

std::unique_ptr<Source> make(base::ByteWindow& window) {
    return std::make_unique<source::MysqlXmlSource>(window);
}

const CollectingSink kWanted({"mailserver"});

const std::string kDump =
    "<?xml version=\"1.0\"?>\n<mysqldump xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n"
    "<database name=\"jira\">\n"
    "\t<table_structure name=\"mailserver\">\n\t\t<field Field=\"ID\" Type=\"int(11)\" Extra=\"\" />\n"
    "\t\t<options Name=\"mailserver\" Comment=\"it's &lt;row&gt;\" />\n\t</table_structure>\n"
    "\t<table_data name=\"mailserver\">\n\t<row>\n\t\t<field name=\"ID\">1</field>\n"
    "\t\t<field name=\"na&quot;me\">a &lt;b&gt; &amp;amp;\r\n'c'</field>\n\t\t<field name=\"secret\" "
    "xsi:nil=\"true\" />\n"
    "\t</row>\n\t<row>\n\t\t<field name=\"ID\">2</field>\n\t\t<field name=\"na&quot;me\"></field>\n"
    "\t\t<field name=\"secret\">p\xC3\xA4ss &#10;</field>\n\t</row>\n\t</table_data>\n"
    "\t<table_data name=\"other\">\n\t<row>\n\t\t<field name=\"text\">&lt;table_data "
    "name=&quot;mailserver&quot;&gt;"
    "</field>\n\t</row>\n\t</table_data>\n</database>\n</mysqldump>\n";

}  // namespace

TEST_CASE("rows of mysqldump --xml") {
    for (const std::size_t piece : {1U, 64U}) {
        const auto found = read_outcome(make, kDump, kWanted, piece, piece);
        REQUIRE(found.records.size() == 2);
        CHECK(found.complete());
        CHECK(found.records[0].database == "jira");
        CHECK(found.records[0].name == "mailserver");
        CHECK(found.records[0].value("ID") == "1");
        CHECK(found.records[0].value("na\"me") == "a <b> &amp;\r\n'c'");
        CHECK_FALSE(found.records[0].value("secret").has_value());
        CHECK(found.records[1].value("na\"me") == "");
        CHECK(found.records[1].value("secret") == "p\xC3\xA4ss &#10;");
        CHECK(found.records[0].line == 9);
    }
    check_reader_properties(make, kDump, kWanted, 40);
}

TEST_CASE("binary columns of mysqldump --xml may hold any byte") {
    std::string bytes;
    for (int c = 0; c < 256; ++c) {
        bytes += c == '<' || c == '>' || c == '&' || c == '"' ? '.' : static_cast<char>(c);
    }
    const std::string text =
        "<mysqldump><database name=\"d\"><table_data name=\"other\"><row><field name=\"b\">" + bytes +
        "</field></row></table_data><table_data name=\"mailserver\"><row>" + "<field name=\"b\">" + bytes +
        "</field><field name=\"secret\">x</field></row>" + "</table_data></database></mysqldump>";
    const auto found = read_outcome(make, text, kWanted, 7);
    REQUIRE(found.records.size() == 1);
    CHECK(found.complete());
    CHECK(found.records[0].value("b") == bytes);
    CHECK(found.records[0].value("secret") == "x");
    CollectingSink editing = kWanted;
    editing.edit = Edit{1, "", std::nullopt};
    std::string expected = text;
    const std::string field = "<field name=\"secret\">x</field>";
    expected.replace(expected.find(field), field.size(), "<field name=\"secret\" xsi:nil=\"true\" />");
    CHECK(test::read_all(make, text, editing).output == expected);
}

TEST_CASE("rows of the mysql client's --xml are of the table that it asked for") {
    const std::string rows =
        "\" xmlns:xsi=\"x\">\n  <row>\n\t<field name=\"secret\">x</field>\n  </row>\n</resultset>\n";
    const auto found = read_outcome(
        make,
        "<?xml version=\"1.0\"?>\n\n<resultset statement=\"SELECT `from`, 'from x' FROM jira.`mailserver`\n" +
            rows,
        kWanted);
    REQUIRE(found.records.size() == 1);
    CHECK(found.records[0].database == "jira");
    CHECK(found.records[0].value("secret") == "x");
    for (const char* statement : {"SELECT 1", "SELECT 'from mailserver", "SELECT * FROM other", ""}) {
        const auto none =
            read_outcome(make, "<resultset statement=\"" + std::string(statement) + rows, kWanted);
        CHECK(none.records.empty());
        CHECK(none.complete());
    }
}

TEST_CASE("rows of another shape are told") {
    for (const char* row : {"<row><field>x</field></row>", "<row><field name=\"a\">x<b/></field></row>",
                            "<row><field name=\"a\">x<!-- y --></field></row>",
                            "<row><field name=\"a\" name=\"b\">x</field></row>"}) {
        CAPTURE(row);
        const std::string text = "<mysqldump><database name=\"d\"><table_data name=\"mailserver\">" +
                                 std::string(row) + "<row><field name=\"secret\">x</field></row>" +
                                 "</table_data></database></mysqldump>";
        const auto found = test::read_all(make, text, kWanted, 5);
        CHECK(found.records.size() == 1);
        CHECK(found.skips.size() == 1);
        CHECK(found.output == text);
    }
}

TEST_CASE("XML of mysqldump that is cut is told") {
    for (std::size_t cut = 30; cut + 2 < kDump.size(); cut += 7) {
        CAPTURE(cut);
        CHECK_FALSE(read_outcome(make, kDump.substr(0, cut), kWanted, 9).complete());
    }
    CHECK_FALSE(read_outcome(make, "<other/>", kWanted).complete());
    CHECK_FALSE(read_outcome(make, "<mysqldump><database/></mysqldump>", kWanted).complete());
}
