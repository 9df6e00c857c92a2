#include "source/pg_table_part_source.hpp"

#include "support/read_outcome.hpp"

using namespace postern;
using source::TableForm;
using source::TablePart;

namespace {

test::MakeSource reader(const TablePart& part) {
    return [part](base::ByteWindow& window) {
        return std::make_unique<source::PgTablePartSource>(window, part);
    };
}

const test::CollectingSink kWanted({"mailserver"});
const TablePart kCopy{"jira", "public", "mailserver", {"id", "name", "mailpassword"}, TableForm::pg_copy};
const TablePart kInsert{"jira", "public", "mailserver", {"id", "name", "mailpassword"}, TableForm::pg_insert};

}  // namespace

TEST_CASE("Rows of COPY are read up to their end mark") {
    const std::string text = "1\tone\tsecret\n2\ttwo\t\\N\n\\.\n\n\n";
    const auto found = read_outcome(reader(kCopy), text, kWanted);
    REQUIRE(found.records.size() == 2);
    CHECK(found.complete());
    CHECK(found.records[0].database == "jira");
    CHECK(found.records[0].schema == "public");
    CHECK(found.records[0].value("mailpassword") == "secret");
    CHECK(found.records[1].line == 2);
    check_reader_properties(reader(kCopy), text, kWanted);
    test::check_cuts(reader(kCopy), text, kWanted, 0);
    CHECK(read_outcome(reader(kCopy), "\\.\n\n\n", kWanted).complete());
    CHECK(read_outcome(reader(kCopy), "", kWanted).damage);
}

TEST_CASE("Text behind the rows is told, and passed") {
    const std::string text = "1\tone\tsecret\n\\.\n\n\n2\ttwo\thidden\n";
    CHECK(read_outcome(reader(kCopy), text, kWanted).skips.size() == 1);
    CHECK(test::read_all(reader(kCopy), text, kWanted).output == text);
}

TEST_CASE("INSERT statements take the part's columns") {
    for (const std::string table : {"public.mailserver", "mailserver"}) {
        const std::string text = "INSERT INTO " + table + " VALUES (1, 'one;', 'se''cret');\n" +
                                 "INSERT INTO " + table +
                                 " VALUES\n\t(2, 'two', NULL),\n\t(3, 'three', 'x');\n\n\n";
        const auto found = read_outcome(reader(kInsert), text, kWanted);
        REQUIRE(found.records.size() == 3);
        CHECK(found.complete());
        CHECK(found.records[0].database == "jira");
        CHECK(found.values("mailpassword") == std::vector<std::string>{"se'cret", "(null)", "x"});
        check_reader_properties(reader(kInsert), text, kWanted);
    }
    CHECK(read_outcome(reader(kInsert), "\n\n", kWanted).complete());
    CHECK(read_outcome(reader(kInsert), "INSERT INTO mailserver VALUES (1, 'o", kWanted).damage);
}

TEST_CASE("INSERT statements without known columns have none") {
    TablePart part = kInsert;
    part.columns.clear();
    const auto found = read_outcome(reader(part), "INSERT INTO mailserver VALUES (1, 'a', 'b');\n", kWanted);
    REQUIRE(found.records.size() == 1);
    CHECK_FALSE(found.records[0].columns_known);
}

TEST_CASE("Backslashes in strings follow the archive's setting") {
    TablePart part = kInsert;
    const std::string text = "INSERT INTO mailserver (a) VALUES ('x\\'y');\n";
    part.backslash_escapes = true;
    CHECK(read_outcome(reader(part), text, kWanted).values("a") == std::vector<std::string>{"x'y"});
    part.backslash_escapes = false;
    CHECK(read_outcome(reader(part), "INSERT INTO mailserver (a) VALUES ('x\\');\n", kWanted).values("a") ==
          std::vector<std::string>{"x\\"});
}

TEST_CASE("Other statements among the rows are told") {
    const std::string text = "UPDATE mailserver SET name = 'x';\nINSERT INTO mailserver (a) VALUES (1);\n";
    const auto found = read_outcome(reader(kInsert), text, kWanted);
    CHECK(found.records.size() == 1);
    CHECK(found.skips.size() == 1);
}

TEST_CASE("A backslash that is half of a character is none") {
    TablePart part = kCopy;
    part.encoding = "SJIS";
    const auto rows = read_outcome(reader(part), "1\t\x95\\\t\x83\\t\n\\.\n\n\n", kWanted);
    REQUIRE(rows.records.size() == 1);
    CHECK(rows.complete());
    CHECK(rows.records[0].value("name") == "\x95\\");
    CHECK(rows.records[0].value("mailpassword") == "\x83\\t");
    part.form = TableForm::pg_insert;
    part.backslash_escapes = true;
    const std::string text = "INSERT INTO mailserver VALUES (1, '\x95\\', '\x83\\n');\n";
    CHECK(read_outcome(reader(part), text, kWanted).values("mailpassword") ==
          std::vector<std::string>{"\x83\\n"});
}

TEST_CASE("Rows that nobody wants are passed") {
    const test::MakeSource nobodys = reader(*source::nobodys_part(TableForm::pg_copy));
    for (const std::string text : {"INSERT INTO issue VALUES (1, 'x", "1\tone\n\\.\n\n\n", ""}) {
        CHECK(read_outcome(nobodys, text, test::CollectingSink()).complete());
        CHECK(test::read_all(nobodys, text).output == text);
    }
}

TEST_CASE("A value is emptied, not removed, where the part forbids NULL") {
    test::CollectingSink sink = kWanted;
    sink.edit = Edit{2, "", std::nullopt};
    TablePart copy = kCopy;
    TablePart insert = kInsert;
    copy.not_null = insert.not_null = {"id", "mailpassword"};
    CHECK(test::read_all(reader(copy), "1\tone\tsecret\n\\.\n", sink).output == "1\tone\t\n\\.\n");
    CHECK(test::read_all(reader(kCopy), "1\tone\tsecret\n\\.\n", sink).output == "1\tone\t\\N\n\\.\n");
    CHECK(test::read_all(reader(insert), "INSERT INTO mailserver VALUES (1, 'one', 's');\n", sink).output ==
          "INSERT INTO mailserver VALUES (1, 'one', '');\n");
}
