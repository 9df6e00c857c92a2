#include "source/pg_dump_source.hpp"

#include "support/project_root.hpp"
#include "support/read_outcome.hpp"

using namespace postern;
using test::CollectingSink;
using test::read_outcome;

namespace {

std::unique_ptr<Source> make(base::ByteWindow& window) {
    return std::make_unique<source::PgDumpSource>(window);
}

void check_form(const std::string& text, const std::vector<std::string>& secrets) {
    CAPTURE(text);
    const auto found = read_outcome(make, text, CollectingSink({"mailserver"}), 1);
    CHECK(found.complete());
    CHECK(found.values("secret") == secrets);
    check_reader_properties(make, text, CollectingSink({"mailserver"}));
}

}  // namespace

TEST_CASE("every form of INSERT that pg_dump writes") {
    const std::string table = "CREATE TABLE public.mailserver (id integer, name text, secret text);\n";
    check_form(table + "INSERT INTO public.mailserver VALUES (1, 'x', 'it''s');\n", {"it's"});
    check_form("INSERT INTO public.mailserver (id, secret) VALUES (1, 'a\nb\tc');\n", {"a\nb\tc"});
    check_form("INSERT INTO public.mailserver (id, secret) VALUES\n\t(1, 'a'),\n\t(2, NULL),\n\t(3, '');\n",
               {"a", "(null)", ""});
    check_form(table + "INSERT INTO public.mailserver VALUES\n\t(1, 'n', 'a'),\n\t(2, DEFAULT, 'b');\n",
               {"a", "b"});
    check_form("INSERT INTO public.mailserver (id, secret) VALUES (1, 'a') ON CONFLICT DO NOTHING;\n", {"a"});
    check_form(
        "INSERT INTO public.\"MAILSERVER\" (\"ID\", secret) OVERRIDING SYSTEM VALUE VALUES (1, 'a');\n",
        {"a"});
    check_form("INSERT INTO public.mailserver OVERRIDING USER VALUE VALUES ('a');\n", {"(null)"});
    check_form("insert into \"public\".\"mailserver\" (\"id\", \"secret\") values (1.5e3, E'a\\tb\\'c');\n",
               {"a\tb'c"});
    check_form("INSERT INTO mailserver (secret) VALUES (U&'d\\0061t\\+000061');\n", {"data"});
    check_form("INSERT INTO mailserver (n, t, b, secret) VALUES ('NaN', true, B'0101', $$a'b$$);\n", {"a'b"});
    const auto expression =
        read_outcome(make, "INSERT INTO mailserver (d, secret) VALUES (-5, 'x' || 'y'), (6, 'z' || '');\n");
    CHECK(expression.values("secret") == std::vector<std::string>{"'x' || 'y'", "'z' || ''"});
    CHECK(expression.skips.size() == 1);
    const auto call =
        read_outcome(make, "INSERT INTO mailserver (d, secret) VALUES (f(1, 'a)', (2)), 'p');\n");
    CHECK(call.values("secret") == std::vector<std::string>{"p"});
    CHECK(call.skips.size() == 1);
}

TEST_CASE("generated columns stand in the row as DEFAULT") {
    check_form(
        "CREATE TABLE public.mailserver (id integer, size integer GENERATED ALWAYS AS ((id * 2)) STORED, "
        "secret text);\n"
        "INSERT INTO public.mailserver VALUES (1, DEFAULT, 's');\n",
        {"s"});
}

TEST_CASE("a row that does not fit its column list is a skip") {
    const auto found = read_outcome(make,
                                    "INSERT INTO mailserver (a, secret) VALUES (1), (1, 'x'), (1, 2, 3);\n"
                                    "COPY mailserver (a, secret) FROM stdin;\n1\n2\ty\n1\t2\t3\n\\.\n");
    CHECK(found.skips.size() == 4);
    CHECK(found.values("secret") == std::vector<std::string>{"x", "y"});
}

TEST_CASE("rows nobody names are pushed unnamed") {
    const auto found =
        read_outcome(make, "INSERT INTO public.mailserver VALUES (1, 'x');\n", CollectingSink(), 3);
    REQUIRE(found.records.size() == 1);
    CHECK_FALSE(found.records[0].columns_known);
    CHECK(found.records[0].fields.size() == 2);
    CHECK(found.records[0].fields[1].value == "x");
    test::check_reader_properties(make, "INSERT INTO public.mailserver VALUES ('x');\n", CollectingSink());
}

TEST_CASE("tables whose names differ in case keep their own columns") {
    const auto found = read_outcome(make,
                                    "CREATE TABLE public.mailserver (id int, name text, secret text);\n"
                                    "CREATE TABLE public.\"MAILSERVER\" (secret text, name text, id int);\n"
                                    "INSERT INTO public.mailserver VALUES (1, 'n', 's');\n"
                                    "INSERT INTO public.\"MAILSERVER\" VALUES ('S', 'N', 2);\n");
    CHECK(found.values("secret") == std::vector<std::string>{"s", "S"});
}

TEST_CASE("an INSERT without rows gives none") {
    CHECK(read_outcome(make,
                       "INSERT INTO mailserver DEFAULT VALUES;\nINSERT INTO mailserver SELECT * FROM x;\n")
              .records.empty());
    CHECK(read_outcome(make, "INSERT INTO mailserver (a, b) SELECT 1, 2;\n").records.empty());
    CHECK(read_outcome(make, "INSERT INTO mailserver (a, b) (SELECT 1, 2);\n").records.empty());
}

TEST_CASE("positional COPY is named by the table's definition or told") {
    const std::string copy = "COPY public.mailserver FROM stdin;\n1\ts\n\\.\n";
    const auto found = read_outcome(make, "CREATE TABLE public.mailserver (id int, secret text);\n" + copy);
    CHECK((found.values("secret") == std::vector<std::string>{"s"} || !found.complete()));
    const auto unknown = read_outcome(make, copy);
    REQUIRE(unknown.records.size() == 1);
    CHECK_FALSE(unknown.records[0].columns_known);
}

TEST_CASE("a zero-column table has rows without fields") {
    CHECK(read_outcome(make, "COPY public.zero  FROM stdin;\n\n\n\\.\nSELECT 1;\n").complete());
}

TEST_CASE("the fixtures' INSERT and COPY forms give the same rows") {
    const auto plain =
        read_outcome(make, test::file_text(test::project_root() + "/fixtures/postgresql/plain.sql"),
                     CollectingSink({"mailserver"}));
    REQUIRE(plain.records.size() >= 3);
    for (const char* name :
         {"column-inserts", "crlf", "inserts", "on-conflict", "quoted", "rows-per-insert"}) {
        CAPTURE(name);
        const std::string text =
            test::file_text(test::project_root() + "/fixtures/postgresql/" + name + ".sql");
        const auto found = read_outcome(make, text, CollectingSink({"mailserver"}), 17);
        CHECK(found.complete());
        CHECK(found.values("mailpassword") == plain.values("mailpassword"));
        CHECK(found.values("servername") == plain.values("servername"));
        CHECK(test::read_all(make, text, CollectingSink({"mailserver"}), 9).output == text);
    }
}

TEST_CASE("a value is emptied, not removed, where the table's definition forbids NULL") {
    for (const auto& [definition, empty] : {std::pair("text NOT NULL", true), std::pair("text", false)}) {
        const std::string table =
            std::string("CREATE TABLE public.mailserver (id integer, secret ") + definition + ");\n";
        CollectingSink sink({"mailserver"});
        sink.edit = Edit{1, "", std::nullopt};
        CHECK(test::read_all(make, table + "INSERT INTO public.mailserver VALUES (1, 's');\n", sink).output ==
              table + "INSERT INTO public.mailserver VALUES (1, " + (empty ? "''" : "NULL") + ");\n");
        CHECK(
            test::read_all(make, table + "COPY public.mailserver (id, secret) FROM stdin;\n1\ts\n\\.\n", sink)
                .output == table + "COPY public.mailserver (id, secret) FROM stdin;\n1\t" +
                               (empty ? "" : "\\N") + "\n\\.\n");
    }
}
