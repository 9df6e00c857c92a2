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

const std::string kTrap =
    "\nCOPY public.mailserver (id, mailpassword) FROM stdin;\n1\tTRAP\n\\.\n"
    "INSERT INTO public.mailserver (id, mailpassword) VALUES (1, ''TRAP'');\n-- PostgreSQL database dump "
    "complete\n";
const std::string kReal =
    "COPY public.mailserver (id, mailpassword) FROM stdin;\n7\treal\n\\.\n"
    "INSERT INTO public.mailserver (id, mailpassword) VALUES (8, 'real');\n";

// The trap passes by unseen and everything behind it is still there.
void check_passed(const std::string& trap) {
    CAPTURE(trap);
    for (const std::size_t piece : {1U, 3U, 5000U}) {
        CAPTURE(piece);
        const auto found = read_outcome(make, trap + "\n" + kReal, CollectingSink({"mailserver"}), piece);
        CHECK(found.values("mailpassword") == std::vector<std::string>{"real", "real"});
        CHECK(found.complete());
    }
    CHECK(test::read_all(make, trap + "\n" + kReal, CollectingSink({"mailserver"}), 1).output ==
          trap + "\n" + kReal);
}

std::string single(std::string text) {  // as it stands outside a literal
    for (std::size_t at = 0; (at = text.find("''", at)) != std::string::npos;) {
        text.erase(at, 1);
    }
    return text;
}

}  // namespace

TEST_CASE("dump text in literals, comments and dollar quotes is passed over") {
    check_passed("COMMENT ON TABLE public.x IS '" + kTrap + "';");
    check_passed("COMMENT ON TABLE public.x IS E'\\'" + kTrap + "\\\\';");
    check_passed("COMMENT ON TABLE public.x IS U&'\\0041" + kTrap + "\\';");
    check_passed("COMMENT ON TABLE public.x IS $q$" + single(kTrap) + "$q$;");
    check_passed("COMMENT ON TABLE public.x IS $q$" + single(kTrap) + " $$ $qq$ $q;$q$;");
    check_passed("COMMENT ON TABLE public.x IS $_\xC3\xA9$" + single(kTrap) + "$_\xC3\xA9$;");
    check_passed("/*" + single(kTrap) + "/* nested */" + single(kTrap) + "*/");
    check_passed("SELECT 1 /* ' */ + 2 -- it's\n ;");
    check_passed("SELECT \"odd ' name\", \"doubled \"\" ' quote\";");
    check_passed(
        "COPY public.jiraaction (id, actionbody) FROM stdin;\n1\t\\\\.\n2\t\\nCOPY public.mailserver (id) "
        "FROM stdin;\\n\n\\.\n");
    check_passed("COPY public.zero  FROM stdin;\n\n\n\\.\n");
    check_passed("COPY public.empty (id) FROM stdin;\n\\.\n");
    check_passed("INSERT INTO public.jiraaction VALUES (1, '" + kTrap + "');");
    check_passed("INSERT INTO public.zero DEFAULT VALUES;");
}

TEST_CASE("what only looks like a dollar quote opens none") {
    check_passed("SELECT a$1$b FROM t;");
    check_passed("SELECT x$q$ FROM t;");
    check_passed("PREPARE p AS SELECT $1, $2;");
    check_passed("SELECT $1$2 FROM t;");
}

TEST_CASE("words that end in e before a quote are no escape string") {
    check_passed("SELECT date'2020-01-01\\', type'\\';");
    check_passed("SELECT E'\\'', e'\\\\', 'E', 'e\\';");
    check_passed("SELECT 'nameE''\\';");
}

TEST_CASE("bodies of routines and rules are passed over") {
    check_passed("CREATE FUNCTION public.f() RETURNS text LANGUAGE sql AS $_$" + single(kTrap) + "$_$;");
    check_passed("CREATE OR REPLACE FUNCTION f() RETURNS text LANGUAGE sql AS '" + kTrap + "';");
    check_passed(
        "CREATE FUNCTION public.f(i integer) RETURNS integer LANGUAGE sql\n    BEGIN ATOMIC\n"
        " INSERT INTO public.mailserver (id, mailpassword) VALUES (1, 'TRAP');\n"
        " SELECT CASE WHEN (f.i > 1) THEN 1 ELSE 2 END AS c;\n END;");
    check_passed(
        "CREATE PROCEDURE public.p()\n LANGUAGE sql\n BEGIN ATOMIC\n"
        " INSERT INTO public.mailserver (id, mailpassword) VALUES (1, 'TRAP');\nEND;");
    check_passed(
        "CREATE RULE r AS ON INSERT TO public.t DO INSTEAD ( INSERT INTO public.mailserver (id, "
        "mailpassword) VALUES (1, "
        "'TRAP');\n INSERT INTO public.mailserver (id, mailpassword) VALUES (2, 'TRAP');\n);");
    check_passed("CREATE RULE r AS ON INSERT TO public.t DO INSTEAD NOTHING;");
    check_passed("CREATE PROCEDURE public.p()\n LANGUAGE sql\n BEGIN ATOMIC\nEND;");
}

// BEGIN is no reserved word, so pg_dump writes it bare.
TEST_CASE("a parameter or column named begin opens no body") {
    check_passed(
        "CREATE FUNCTION public.f(begin date, \"end\" date) RETURNS integer LANGUAGE sql AS $$SELECT 1$$;");
    check_passed("CREATE FUNCTION public.f() RETURNS TABLE(begin date) LANGUAGE sql AS $$SELECT 1$$;");
    check_passed("CREATE RULE r AS ON UPDATE TO t DO ALSO UPDATE log SET begin = new.begin;");
    check_passed(
        "CREATE FUNCTION public.f() RETURNS date LANGUAGE sql\n BEGIN ATOMIC\n SELECT t.begin FROM "
        "public.t;\nEND;");
}

TEST_CASE("a body opens wherever the window ends") {
    for (std::size_t pad = 1; pad < 64; ++pad) {
        const std::string text = "CREATE FUNCTION " + std::string(pad, 'f') +
                                 "() LANGUAGE sql\nBEGIN            ATOMIC SELECT 1; END;\n";
        for (const std::size_t window : {1U, 8U, 16U, 32U, 64U}) {
            CAPTURE(pad, window);
            const auto found = read_outcome(make, text + kReal, CollectingSink({"mailserver"}), 1, window);
            REQUIRE(found.values("mailpassword") == std::vector<std::string>{"real", "real"});
        }
    }
}

TEST_CASE("psql's own commands end with the line") {
    check_passed("\\restrict it's\"$$;");
    check_passed("\\connect db");
    check_passed("\\encoding UTF8");
    check_passed("\\echo 'COPY public.mailserver (id, mailpassword) FROM stdin;");
}

TEST_CASE("a literal of five megabytes is passed over in a small window") {
    std::string huge = "INSERT INTO public.other VALUES ('";
    for (int i = 0; i < 80000; ++i) {
        huge += "it''s \\ ; -- /* $$ COPY public.mailserver FROM stdin;\n\\.\n";
    }
    const auto found =
        read_outcome(make, huge + "');\n" + kReal, CollectingSink({"mailserver"}), 1U << 16, 256);
    CHECK(found.values("mailpassword") == std::vector<std::string>{"real", "real"});
}

TEST_CASE("the fixtures with traps give the real rows alone") {
    for (const char* name : {"traps.sql", "traps-inserts.sql"}) {
        const std::string text = test::file_text(test::project_root() + "/fixtures/postgresql/" + name);
        REQUIRE(text.size() > 1000);
        const auto found = read_outcome(make, text, CollectingSink({"mailserver"}), 100);
        CHECK(found.complete());
        std::size_t real = 0;
        for (const auto& record : found.records) {
            real += record.value("server_type") ? 1 : 0;
            for (const auto& field : record.fields) {
                const bool other_application = record.schema == "otherapp";
                CHECK((other_application || field.value.value_or("").find("TRAP") == std::string::npos));
            }
        }
        CHECK(real >= 3);
        CHECK(test::read_all(make, text, CollectingSink({"mailserver"}), 33).output == text);
    }
}
