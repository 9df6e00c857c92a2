#include "source/pg_dump_source.hpp"

#include "support/read_outcome.hpp"

using namespace postern;
using test::CollectingSink;
using test::read_outcome;

namespace {

std::unique_ptr<Source> make(base::ByteWindow& window) {
    return std::make_unique<source::PgDumpSource>(window);
}

test::Outcome read(const std::string& text, const CollectingSink& sink = CollectingSink({"mailserver"})) {
    const test::Outcome whole = read_outcome(make, text, sink);
    for (const std::size_t window : {1U, 64U, 1000U}) {
        const test::Outcome pieces = read_outcome(make, text, sink, 1, window);
        CHECK(pieces.records.size() == whole.records.size());
        CHECK(pieces.skips.size() == whole.skips.size());
        CHECK(pieces.damage == whole.damage);
    }
    return whole;
}

const std::string kCopy =
    "COPY public.mailserver (id, name, mailpassword) FROM stdin;\n"
    "1\tone\tsecret\n"
    "2\ttwo\t\\N\n"
    "\\.\n\n\n";

const std::string kTable =
    "CREATE TABLE public.mailserver (\n    id numeric(18,0) NOT NULL,\n    name text,\n    mailpassword "
    "text\n);\n\n";

}  // namespace

TEST_CASE("a dump is read for COPY blocks and rewritten field by field") {
    const std::string text = kTable + kCopy + "SELECT pg_catalog.setval('x', 1, true);\n";
    const auto found = read(text);
    REQUIRE(found.records.size() == 2);
    CHECK(found.complete());
    CHECK(found.records[0].schema == "public");
    CHECK(found.records[0].name == "mailserver");
    CHECK(found.records[0].line == 8);
    CHECK(found.records[0].value("mailpassword") == "secret");
    CHECK(found.records[1].value("mailpassword") == std::nullopt);
    check_reader_properties(make, text, CollectingSink({"mailserver"}), 0, "id");
}

TEST_CASE("a pg_dump COPY with carriage returns keeps them") {
    std::string text = kTable + kCopy;
    for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2) {
        text.replace(at, 1, "\r\n");
    }
    const auto found = read(text);
    REQUIRE(found.records.size() == 2);
    CHECK(found.records[0].value("mailpassword") == "secret");
    CHECK(found.complete());
    check_reader_properties(make, text, CollectingSink({"mailserver"}), 0, "id");
}

TEST_CASE("other schemas, upper case and dotted names are told apart") {
    const std::string text =
        "COPY other.mailserver (id, name) FROM stdin;\n1\ta\n\\.\n"
        "COPY public.\"MAILSERVER\" (\"ID\", \"NAME\") FROM stdin;\n2\tb\n\\.\n"
        "COPY public.\"Mail.Server\" (id, name) FROM stdin;\n3\tc\n\\.\n"
        "COPY public.mailserver_history (id, name) FROM stdin;\n4\td\n\\.\n"
        "COPY mailserver (id, name) FROM stdin;\n5\te\n\\.\n";
    const auto found = read(text);
    REQUIRE(found.records.size() == 3);
    CHECK(found.records[0].schema == "other");
    CHECK(found.records[1].name == "MAILSERVER");
    CHECK(found.records[1].value("NAME") == "b");
    CHECK(found.records[2].schema == "");
    CHECK(read(text, CollectingSink({"mail.server"})).records.size() == 1);
}

TEST_CASE("pg_dumpall: each database has its own name, settings and tables") {
    const std::string text =
        "--\n-- PostgreSQL database cluster dump\n--\n"
        "CREATE ROLE jira;\nALTER ROLE jira WITH PASSWORD 'SCRAM-SHA-256$4096:a\\b';\n"
        "\\connect jira\n"
        "--\n-- PostgreSQL database dump\n--\n"
        "\\restrict abc\n"
        "SET standard_conforming_strings = off;\n" +
        kTable + "INSERT INTO public.mailserver VALUES (1, 'a\\\\b', 'it\\'s;');\n" +
        "--\n-- PostgreSQL database dump complete\n--\n"
        "\\unrestrict abc\n"
        "\\connect \"Odd \"\"name\"\n"
        "--\n-- PostgreSQL database dump\n--\n"
        "CREATE TABLE public.mailserver (name text, mailpassword text, id int);\n"
        "INSERT INTO public.mailserver VALUES ('back\\slash\\', 'p', 2);\n"
        "--\n-- PostgreSQL database dump complete\n--\n"
        "--\n-- PostgreSQL database cluster dump complete\n--\n";
    const auto found = read(text);
    REQUIRE(found.records.size() == 2);
    CHECK(found.complete());
    CHECK(found.records[0].database == "jira");
    CHECK(found.records[0].value("name") == "a\\b");
    CHECK(found.records[0].value("mailpassword") == "it's;");
    CHECK(found.records[1].database == "Odd \"name");
    CHECK(found.records[1].value("name") == "back\\slash\\");
    CHECK(found.records[1].value("id") == "2");
    check_reader_properties(make, text, CollectingSink({"mailserver"}), 0, "id");
}

TEST_CASE("a cluster dump cut between its databases is cut short") {
    const std::string text =
        "--\n-- PostgreSQL database cluster dump\n--\n\\connect a\n"
        "--\n-- PostgreSQL database dump\n--\nSELECT 1;\n--\n-- PostgreSQL database dump complete\n--\n";
    CHECK_FALSE(read(text).complete());
}

TEST_CASE("a character in a dump of PostgreSQL may end in the byte of a backslash") {
    const std::string rows =
        "COMMENT ON TABLE public.x IS E'\xB5\\';\n"
        "COPY public.mailserver (name, mailpassword) FROM stdin;\n"
        "\xB5\\\t\xB5\\\n"
        "\xB5\\tb\t\xB5\\\\tb\n"
        "\\.\n\n\n"
        "INSERT INTO public.mailserver (name, mailpassword) VALUES ('\xB5\\', E'\xB5\\\\n');\n"
        "SET standard_conforming_strings = off;\nSELECT '\xB5\\';\n"
        "INSERT INTO public.mailserver (name, mailpassword) VALUES ('\xB5\\', '\xB5\\\\\xB5\\''');\n";
    for (const char* setting :
         {"SET client_encoding = 'BIG5';\n", "SET client_encoding TO gbk;\n", "SET NAMES 'GB18030';\n",
          "\\encoding JOHAB\n", "SET client_encoding = \"GBK\";\n"}) {
        CAPTURE(setting);
        const auto found = read(setting + rows);
        CHECK(found.complete());
        CHECK(found.values("name") == std::vector<std::string>{"\xB5\\", "\xB5\\tb", "\xB5\\", "\xB5\\"});
        CHECK(found.values("mailpassword") ==
              std::vector<std::string>{"\xB5\\", "\xB5\\\tb", "\xB5\\\n", "\xB5\\\xB5\\'"});
        check_reader_properties(make, setting + rows, CollectingSink({"mailserver"}));
    }
}

TEST_CASE("a character may end in a semicolon") {
    CHECK(read("SET client_encoding = 'JOHAB';\nSELECT * FROM \xB5; AS x;\n" + kCopy).records.size() == 2);
}

TEST_CASE("another database is in another encoding") {
    const auto found = read(
        "\\connect a\nSET client_encoding = 'SJIS';\n\\connect b\n"
        "COPY public.mailserver (name) FROM stdin;\n\xE5\\tb\n\\.\n");
    CHECK(found.values("name") == std::vector<std::string>{"\xE5\tb"});
}

TEST_CASE("in other encodings each backslash is one") {
    for (const char* encoding : {"UTF8", "LATIN1", "EUC_JP", "WIN1252", "SQL_ASCII", "UHC"}) {
        const auto found = read(std::string("SET client_encoding = '") + encoding + "';\n" + kCopy +
                                "COPY public.mailserver (name) FROM stdin;\n\xE5\\tb\n\\.\n");
        REQUIRE(found.records.size() == 3);
        CHECK(found.records[2].value("name") == "\xE5\tb");
    }
}

TEST_CASE("settings take any of the ways SQL writes them") {
    const std::string row = "INSERT INTO mailserver (a) VALUES ('x\\'y');\n";
    for (const char* setting :
         {"SET standard_conforming_strings = off;\n", "set Standard_Conforming_Strings to 'off';\n",
          "SET standard_conforming_strings TO false;\n"}) {
        CHECK(read(setting + row).values("a") == std::vector<std::string>{"x'y"});
    }
    CHECK(read("SET standard_conforming_strings = off;\nSET standard_conforming_strings = on;\n"
               "INSERT INTO mailserver (a) VALUES ('x\\');\n")
              .values("a") == std::vector<std::string>{"x\\"});
}

TEST_CASE("a COPY with options is not read, and says so") {
    const auto found = read("COPY mailserver (a, b) FROM stdin WITH (FORMAT csv);\n1,2\n\\.\n" + kCopy);
    CHECK(found.records.size() == 2);
    CHECK(found.skips.size() == 1);
    CHECK(read("COPY public.other (a, b) FROM stdin CSV;\n1,2\n\\.\n" + kCopy).complete());
    CHECK(read("COPY mailserver (a) TO stdout;\nCOPY mailserver (a) FROM '/x';\n" + kCopy).records.size() ==
          2);
}

TEST_CASE("a byte order mark before a dump hides nothing") {
    CHECK(read("\xEF\xBB\xBF" + kCopy).records.size() == 2);
    CHECK(read("\xEF\xBB\xBFINSERT INTO mailserver (a) VALUES ('x');\n").records.size() == 1);
}

TEST_CASE("a text behind ON CONFLICT is told, and one that names a row to delete") {
    const auto updates =
        read("INSERT INTO public.mailserver (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET name = 'x';\n");
    REQUIRE(updates.skips.size() == 1);
    CHECK(updates.records.size() == 1);
    CHECK(read("INSERT INTO public.mailserver (id) VALUES (1) ON CONFLICT DO NOTHING;\n").skips.empty());
    CHECK(read("DELETE FROM public.mailserver WHERE name = 'x';\n").skips.size() == 1);
    CHECK(read("DELETE FROM public.mailserver;\n").skips.empty());
}

TEST_CASE("rows that are read elsewhere are not missed") {
    const std::string text = "COPY public.mailserver (id) FROM '$$PATH$$/3378.dat';\n";
    CHECK(read(text).skips.size() == 1);
    const auto elsewhere = [](base::ByteWindow& window) {
        return std::make_unique<source::PgDumpSource>(window, true);
    };
    CHECK(read_outcome(elsewhere, text, CollectingSink({"mailserver"})).skips.empty());
}
