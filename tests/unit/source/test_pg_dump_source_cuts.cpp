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

const std::string kHead = "--\n-- PostgreSQL database dump\n--\n\nSET standard_conforming_strings = on;\n\n";
const std::string kTail = "\n--\n-- PostgreSQL database dump complete\n--\n\n";
const std::string kTable =
    "CREATE TABLE public.mailserver (\n    id integer,\n    name text,\n    secret text\n);\n";

}  // namespace

TEST_CASE("a COPY dump may be cut at any byte") {
    test::check_cuts(
        make,
        kHead + kTable + "COPY public.other (a) FROM stdin;\nx\n\\.\n\n" +
            "COPY public.mailserver (id, name, secret) FROM stdin;\n1\t\\\\N\t\\N\n20\t\ta\\tb\\\\\n\\.\n" +
            kTail,
        CollectingSink({"mailserver"}), kHead.size());
}

TEST_CASE("an INSERT dump may be cut at any byte") {
    test::check_cuts(make,
                     kHead + kTable + "INSERT INTO public.mailserver VALUES (10, 'it''s', NULL);\n" +
                         "INSERT INTO public.mailserver (id, name, secret) VALUES\n\t(20, 'a;b', "
                         "'c'),\n\t(-30, '', 'x') ON CONFLICT DO NOTHING;\n" +
                         kTail,
                     CollectingSink({"mailserver"}), kHead.size());
}

TEST_CASE("a dump with quoted bodies may be cut at any byte") {
    test::check_cuts(make,
                     kHead + "CREATE FUNCTION f() RETURNS text AS $a$ $b$ ; ' $a$;\n/* a /* b */ c */\n" +
                         "COMMENT ON TABLE x IS E'\\'';\n" + kTable +
                         "COPY public.mailserver (id, name, secret) FROM stdin;\n1\tx\ty\n\\.\n" + kTail,
                     CollectingSink({"mailserver"}), kHead.size());
}

TEST_CASE("a cut fixture is told as cut") {
    for (const char* name : {"cut-in-copy.sql", "cut-in-string.sql"}) {
        CHECK_FALSE(
            read_outcome(make, test::file_text(test::project_root() + "/fixtures/bad/" + name)).complete());
    }
}

TEST_CASE("a COPY whose end mark is the last of the file, without a line end, is whole") {
    const std::string text = "COPY public.mailserver (id) FROM stdin;\n1\n\\.";
    CHECK(read_outcome(make, text).records.size() == 1);
    CHECK(read_outcome(make, text).complete());
    CHECK(read_outcome(make, text, CollectingSink({"none"})).complete());
}

TEST_CASE("a statement without its end, in a dump without a last line, is cut short") {
    for (const char* text :
         {"INSERT INTO public.mailser", "INSERT INTO public.mailserver", "INSERT INTO public.mailserver VAL",
          "INSERT INTO public.mailserver (id, na", "COPY public.mailserver (id"}) {
        CAPTURE(text);
        CHECK_FALSE(read_outcome(make, text, CollectingSink({"mailserver"})).complete());
    }
}
