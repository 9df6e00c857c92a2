#include "source/hsqldb_source.hpp"

#include "support/project_root.hpp"
#include "support/read_outcome.hpp"

using namespace postern;
using test::CollectingSink;
using test::read_outcome;

namespace {

std::unique_ptr<Source> make(base::ByteWindow& window) {
    return std::make_unique<source::HsqldbSource>(window);
}

const std::string kScript =
    "CREATE SCHEMA PUBLIC AUTHORIZATION DBA\n"
    "CREATE MEMORY TABLE MAILSERVER(ID BIGINT NOT NULL PRIMARY KEY,NAME VARCHAR(60),KEY VARCHAR(9),\"Index\" "
    "INTEGER,SECRET "
    "VARCHAR(255))\n"
    "CREATE CACHED TABLE OTHER(A VARCHAR(9))\n"
    "SET SCHEMA PUBLIC\n"
    "INSERT INTO OTHER VALUES('it''s; -- /* \" INSERT INTO MAILSERVER VALUES(1)')\n"
    "INSERT INTO MAILSERVER VALUES(10000,'it''s','k',-5,'p\\u00e4ss\\u000aword\\')\n"
    "INSERT INTO MAILSERVER VALUES(10001,NULL,NULL,NULL,'\\ud83d\\ude00\\u0041')\n";

}  // namespace

TEST_CASE("rows of an HSQLDB script") {
    for (const std::size_t piece : {1U, 64U}) {
        const auto found = read_outcome(make, kScript, CollectingSink({"mailserver"}), piece, piece);
        REQUIRE(found.records.size() == 2);
        CHECK(found.complete());
        CHECK(found.records[0].value("NAME") == "it's");
        CHECK(found.records[0].value("KEY") == "k");
        CHECK(found.records[0].value("Index") == "-5");
        CHECK(found.records[0].value("SECRET") == "p\xC3\xA4ss\nword\\");
        CHECK(found.records[1].value("SECRET") ==
              "\xF0\x9F\x98\x80"
              "A");
        CHECK(found.records[0].line == 6);
    }
    check_reader_properties(make, kScript, CollectingSink({"mailserver"}), 0, "ID");
}

TEST_CASE("an HSQLDB log tells every value that ever stood in it") {
    const std::string log =
        "/*C1*/CONNECT USER SA\n/*C2*/SET AUTOCOMMIT FALSE\n"
        "INSERT INTO MAILSERVER VALUES(1,'old')\nDELETE FROM MAILSERVER WHERE ID=1\n"
        "/*C2*/INSERT INTO MAILSERVER VALUES(1,'new')\nCOMMIT\n";
    const auto found = read_outcome(make, log, CollectingSink({"mailserver"}), 1);
    REQUIRE(found.records.size() == 2);
    CHECK_FALSE(found.records[0].columns_known);
    CHECK(found.records[0].fields[1].value == "old");
    CHECK(found.records[1].fields[1].value == "new");
    check_reader_properties(make, "/*C1*/INSERT INTO MAILSERVER VALUES('old')\nCOMMIT\n",
                            CollectingSink({"mailserver"}));
}

TEST_CASE("an HSQLDB script may be cut at any byte") {
    const auto whole = read_outcome(make, kScript, CollectingSink({"mailserver"}));
    for (std::size_t cut = 0; cut < kScript.size(); ++cut) {
        CAPTURE(cut, kScript.substr(0, cut));
        const auto part = read_outcome(make, kScript.substr(0, cut), CollectingSink({"mailserver"}), 5);
        for (std::size_t r = 0; r < part.records.size(); ++r) {
            REQUIRE(r < whole.records.size());
            for (const auto& field : part.records[r].fields) {
                CHECK((field.name.empty() || field.value == whole.records[r].value(field.name)));
            }
        }
        const std::size_t line_start = kScript.rfind('\n', cut == 0 ? 0 : cut - 1) + 1;
        const bool in_wanted_row =
            kScript.substr(line_start).starts_with("INSERT INTO MAILSERVER VALUES(100") &&
            cut > line_start + 11 && kScript[cut] != '\n';
        if (in_wanted_row) {
            CHECK_FALSE(part.complete());
        }
    }
}

TEST_CASE("HSQLDB lines may end in carriage returns") {
    const auto found = read_outcome(
        make, "INSERT INTO MAILSERVER VALUES(1,'a')\r\nINSERT INTO MAILSERVER VALUES(2,'b')\r\n");
    REQUIRE(found.records.size() == 2);
    CHECK(found.records[1].fields[1].value == "b");
}

TEST_CASE("the HSQLDB fixtures keep their bytes") {
    for (const char* name : {"jira.script", "jira.log"}) {
        const std::string text = test::file_text(test::project_root() + "/fixtures/hsqldb/" + name);
        const auto found = test::read_all(make, text, CollectingSink({"mailserver"}), 7);
        CHECK(found.output == text);
        CHECK(found.records.size() >= 1);
    }
}

TEST_CASE("an HSQLDB log tells of deletions that name values") {
    const std::string by_key =
        "INSERT INTO MAILSERVER VALUES(1,'a')\n/*C1*/DELETE FROM MAILSERVER WHERE ID=1\n";
    CHECK(read_outcome(make, by_key, CollectingSink({"mailserver"}), 1).complete());
    for (const char* deletion : {"DELETE FROM MAILSERVER WHERE ID=2 AND SECRET='old'\n",
                                 "DELETE FROM PUBLIC.MAILSERVER WHERE SECRET='old'\n"}) {
        const std::string text = by_key + deletion + deletion + "INSERT INTO MAILSERVER VALUES(2,'b')\n";
        const auto found = test::read_all(make, text, CollectingSink({"mailserver"}), 3);
        CHECK(found.records.size() == 2);
        REQUIRE(found.skips.size() == 1);
        CHECK(found.skips[0].at == by_key.size());
        CHECK(found.skips[0].reason.find("SHUTDOWN COMPACT") != std::string::npos);
        CHECK(found.skips[0].reason.find("old") == std::string::npos);
        CHECK(found.output == text);
    }
    CHECK(
        read_outcome(make, "DELETE FROM OTHER WHERE A='x'\nDELETE FROM 'x\n", CollectingSink({"mailserver"}))
            .skips.empty());
    CHECK_FALSE(
        read_outcome(make, "UPDATE MAILSERVER SET SECRET='x'\n", CollectingSink({"mailserver"})).complete());
}
