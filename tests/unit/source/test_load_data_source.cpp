#include "source/load_data_source.hpp"

#include "support/read_outcome.hpp"

using namespace postern;
using source::TablePart;
using test::CollectingSink;
using test::read_outcome;

namespace {

const CollectingSink kWanted({"mailserver"});

TablePart part(format::LoadDataOptions options = {}) {
    TablePart part;
    part.database = "jira";
    part.table = "mailserver";
    part.columns = {"ID", "name", "secret"};
    part.form = source::TableForm::load_data;
    part.load_data = std::move(options);
    return part;
}

test::MakeSource reader(const TablePart& part) {
    return [part = std::make_shared<TablePart>(part)](base::ByteWindow& window) {
        // The part lives as long as the function does.
        return std::make_unique<source::LoadDataSource>(window, *part);
    };
}

const std::string kLines =
    "10000\tit's\\\nin two\\\tlines\tp\xC3\xA4ss\\\\word\n10001\t\\N\t\r\x1A\n10002\t\tNULL\n";

}  // namespace

TEST_CASE("rows of a file for LOAD DATA") {
    for (const std::size_t piece : {1U, 64U}) {
        const auto found = read_outcome(reader(part()), kLines, kWanted, piece, piece);
        REQUIRE(found.records.size() == 3);
        CHECK(found.complete());
        CHECK(found.records[0].database == "jira");
        CHECK(found.records[0].value("ID") == "10000");
        CHECK(found.records[0].value("name") == "it's\nin two\tlines");
        CHECK(found.records[0].value("secret") == "p\xC3\xA4ss\\word");
        CHECK_FALSE(found.records[1].value("name").has_value());
        CHECK(found.records[1].value("secret") == "\r\x1A");
        CHECK(found.records[2].value("name") == "");
        CHECK(found.records[2].value("secret") == "NULL");
        CHECK(found.records[0].line == 1);
        CHECK(found.records[1].line == 3);
    }
}

TEST_CASE("a file for LOAD DATA keeps its bytes, whatever the options") {
    check_reader_properties(reader(part()), kLines, kWanted);
    check_reader_properties(reader(part()), kLines.substr(0, kLines.size() - 1), kWanted);
    check_reader_properties(reader(part({",", "\"", "\\", "", "\r\n"})),
                            "\"1\",\"a,\\\"\nb\",\\N\r\n2,NULL,\"c\"\r\n", kWanted);
    check_reader_properties(reader(part({",", "\"", "", "", "\n"})), "\"1\",\"a,\"\"b\",NULL\n2,c,\"d\"",
                            kWanted);
    check_reader_properties(reader(part({"||", "'", "\\", "> ", "##"})),
                            "junk> 1||'a|b'||\\N##\n> 2||''||'c#'##", kWanted);
    const std::string binary("1\t\x80\\0\xFF\t\x01\n", 10);
    const auto found = read_outcome(reader(part()), binary, kWanted, 1);
    REQUIRE(found.records.size() == 1);
    CHECK(found.records[0].value("name") == std::string("\x80\0\xFF", 3));
}

TEST_CASE("generated columns may be there or not") {
    TablePart with_generated = part();
    with_generated.columns = {"ID", "twice", "name", "secret"};
    with_generated.stored_columns = {"ID", "name", "secret"};
    const auto found = read_outcome(reader(with_generated), "1\ta\tb\n2\t4\tc\td\n", kWanted);
    REQUIRE(found.records.size() == 2);
    CHECK(found.complete());
    CHECK(found.records[0].value("secret") == "b");
    CHECK(found.records[1].value("secret") == "d");
    CHECK(found.records[1].value("twice") == "4");
}

TEST_CASE("rows that do not fit the table are told once") {
    const std::string lines = "1\ta\tb\n2\ta\n3\ta\tb\tc\td\\\ne\n4\ta\tb\n";
    for (const std::size_t piece : {1U, 64U}) {
        const auto found = read_outcome(reader(part()), lines, kWanted, piece);
        CHECK(found.values("ID") == std::vector<std::string>{"1", "4"});
        REQUIRE(found.skips.size() == 1);
        CHECK(found.skips[0].at == 6);
        CHECK(found.skips[0].reason.starts_with("2 rows do not fit the columns of table mailserver"));
    }
    CHECK(test::read_all(reader(part()), lines, kWanted, 3).output == lines);
}

TEST_CASE("rows without known columns have no names") {
    TablePart nameless = part();
    nameless.columns.clear();
    const auto found = read_outcome(reader(nameless), "1\ta\n2\tb\tc\n", kWanted);
    REQUIRE(found.records.size() == 2);
    CHECK_FALSE(found.records[0].columns_known);
    CHECK(found.records[1].fields.size() == 3);
}

TEST_CASE("options that nobody tells are not taken for granted") {
    TablePart assumed = part();
    assumed.assumed_options = true;
    const auto plain = read_outcome(reader(assumed), "1\tsay \"x\"\t\"\n2\t\"a\"\tb\n3\t\\N\t5\n", kWanted);
    CHECK(plain.records.size() == 3);
    CHECK(plain.complete());
    for (const char* text :
         {"\"1\"\t\"a\"\t\\N\n", "1\t'a'\t\\N\n", "1\t\"a\"\t\"b\tc\"\n", "1\ta\tb\r\n", "1,a,b\n"}) {
        CAPTURE(text);
        const auto found = read_outcome(reader(assumed), text, kWanted);
        CHECK(found.records.empty());
        CHECK(found.skips.size() == 1);
        CHECK(test::read_all(reader(assumed), text, kWanted, 3).output == text);
    }
}

TEST_CASE("coded columns are decoded, and coded again") {
    TablePart coded = part();
    coded.codes = {{"name", source::ColumnCode::base64}, {"secret", source::ColumnCode::hexadecimal}};
    const std::string lines = "1\tYWI=\t6162FF\n2\t\\N\tno hex\n";
    const auto found = read_outcome(reader(coded), lines, kWanted, 1);
    REQUIRE(found.records.size() == 2);
    CHECK(found.records[0].value("name") == "ab");
    CHECK(found.records[0].value("secret") == "ab\xFF");
    CHECK(found.records[1].value("secret") == "no hex");
    CollectingSink editing = kWanted;
    editing.edit = Edit{2, "", "xyz"};
    CHECK(test::read_all(reader(coded), lines, editing).output == "1\tYWI=\t78797A\n2\t\\N\tno hex\n");
}

TEST_CASE("a file for LOAD DATA that nobody wants is passed over") {
    const auto found = test::read_all(reader(part()), kLines, CollectingSink({"other"}), 5);
    CHECK(found.records.empty());
    CHECK(found.output == kLines);
}

TEST_CASE("lines that cannot be taken apart are told") {
    const auto found = test::read_all(reader(part({"", "", "\\", "", "\n"})), kLines, kWanted);
    CHECK(found.records.empty());
    CHECK(found.skips.size() == 1);
    CHECK(found.output == kLines);
}

TEST_CASE("a file for LOAD DATA that is cut tells it, where it can be seen") {
    const std::string text = "\"1\",\"a\",\"b\"\n";
    for (const std::size_t cut : {1U, 2U, 3U, 5U, 6U, 7U, 9U, 10U}) {
        CAPTURE(cut);
        const auto found =
            read_outcome(reader(part({",", "\"", "\\", "", "\n"})), text.substr(0, cut), kWanted, 1);
        CHECK(found.records.empty());
        CHECK_FALSE(found.complete());
    }
    CHECK(read_outcome(reader(part({",", "\"", "\\", "", "\n"})), text.substr(0, 11), kWanted).complete());
}

TEST_CASE("a value is emptied, not removed, where the part forbids NULL") {
    CollectingSink sink = kWanted;
    sink.edit = Edit{2, "", std::nullopt};
    TablePart strict = part();
    strict.not_null = {"SECRET"};
    CHECK(test::read_all(reader(strict), "1\tx\ts\n", sink).output == "1\tx\t\n");
    CHECK(test::read_all(reader(part()), "1\tx\ts\n", sink).output == "1\tx\t\\N\n");
}
