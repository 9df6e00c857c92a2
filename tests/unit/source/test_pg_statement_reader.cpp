#include "source/pg_statement_reader.hpp"

#include "source/pg_dump_source.hpp"
#include "support/read_outcome.hpp"

using namespace postern;
using test::CollectingSink;
using test::read_outcome;

namespace {

std::unique_ptr<Source> make(base::ByteWindow& window) {
    return std::make_unique<source::PgDumpSource>(window);
}

const std::set<std::string> kAll{"database-account", "user-mapping", "foreign-server", "subscription"};

test::Outcome read(const std::string& text) {
    const auto found = read_outcome(make, text, CollectingSink(kAll));
    CHECK(test::read_all(make, text, CollectingSink(kAll), 1).output == text);
    return found;
}

using Form = std::pair<std::string, std::string>;

// Password and form of the one account.
Form account(const std::string& text) {
    CAPTURE(text);
    const auto found = read(text);
    CHECK(found.complete());
    REQUIRE(found.records.size() == 1);
    CHECK(found.records[0].name == "database-account");
    return {found.records[0].value("password").value_or(""), found.records[0].value("form").value_or("")};
}

}  // namespace

TEST_CASE("passwords of roles in each form of statement") {
    CHECK(account("CREATE ROLE jira LOGIN PASSWORD 'it''s';\n") == Form{"it's", "plain"});
    CHECK(account("create user jira with encrypted password E'a\\tb' VALID UNTIL '2030-01-01';") ==
          Form{"a\tb", "plain"});
    CHECK(account("ALTER ROLE \"password\" PASSWORD 'x';") == Form{"x", "plain"});
    CHECK(account("ALTER ROLE password PASSWORD 'x';") == Form{"x", "plain"});
    CHECK(account("CREATE USER mapping PASSWORD 'x';") == Form{"x", "plain"});
    CHECK(account("ALTER GROUP a PASSWORD $$x$$;") == Form{"x", "plain"});
    CHECK(account("ALTER ROLE a WITH NOSUPERUSER PASSWORD 'SCRAM-SHA-256$4096:a==$b=:c=';").second == "hash");
    CHECK(account("ALTER ROLE a PASSWORD 'md50123456789abcdef0123456789abcdef';").second == "md5");
    CHECK(account("ALTER ROLE a PASSWORD 'md5x123456789abcdef0123456789abcdef';").second == "plain");
    CHECK(account("ALTER ROLE a PASSWORD 'md5';").second == "plain");
}

TEST_CASE("the name and the place of a role's password are told") {
    const auto found = read("\\connect app\n\nALTER ROLE \"Re Porter\"\n  PASSWORD 'x';\n");
    REQUIRE(found.records.size() == 1);
    CHECK(found.records[0].database == "app");
    CHECK(found.records[0].value("name") == "Re Porter");
    CHECK(found.records[0].line == 3);
    CHECK(found.records[0].fields[1].bytes == ByteRange{48, 51});
}

TEST_CASE("statements about roles without a password are none") {
    for (const char* text :
         {"CREATE ROLE jira;", "ALTER ROLE jira PASSWORD NULL;", "ALTER ROLE jira PASSWORD '';",
          "ALTER ROLE jira SET search_path TO 'password';",
          "ALTER ROLE jira SET password_encryption TO 'md5';", "ALTER ROLE a RENAME TO password;",
          "ALTER TABLE password ADD x text DEFAULT 'password';",
          "COMMENT ON ROLE a IS 'ALTER ROLE a PASSWORD ''x'';';", "DROP ROLE password;",
          "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$ ALTER ROLE a PASSWORD 'x'; $$;",
          "CREATE TABLE role (password text DEFAULT 'x');", "-- ALTER ROLE a PASSWORD 'x';\nSELECT 1;"}) {
        CAPTURE(text);
        const auto found = read(text);
        CHECK(found.records.empty());
        CHECK(found.complete());
    }
}

TEST_CASE("user mappings and servers have their options") {
    const auto found = read(
        "CREATE SERVER IF NOT EXISTS other TYPE 'x' FOREIGN DATA WRAPPER w OPTIONS (\n    host 'h',\n    "
        "Password 'p'\n);\n"
        "CREATE USER MAPPING FOR jira SERVER other OPTIONS (\n    password E'it''s \\\\',\n    \"user\" "
        "'u'\n);\n"
        "CREATE USER MAPPING IF NOT EXISTS FOR PUBLIC SERVER \"An Other\" OPTIONS (password 'q');\n"
        "ALTER USER MAPPING FOR jira SERVER other OPTIONS (SET password 'new', DROP x);\n"
        "CREATE SERVER bare FOREIGN DATA WRAPPER w;\nALTER SERVER other OWNER TO x;\n");
    REQUIRE(found.records.size() == 4);
    CHECK(found.complete());
    CHECK(found.values("name") ==
          std::vector<std::string>{"other", "jira on other", "PUBLIC on An Other", "jira on other"});
    CHECK(found.values("option:password") == std::vector<std::string>{"p", "it's \\", "q", "new"});
    CHECK(found.records[0].name == "foreign-server");
    CHECK(found.records[0].value("option:host") == "h");
    CHECK(found.records[1].name == "user-mapping");
    CHECK(found.records[1].value("option:user") == "u");
}

TEST_CASE("a subscription's connection holds its password") {
    const auto found = read(
        "CREATE SUBSCRIPTION s CONNECTION 'host=h user=u password=''a b''' PUBLICATION p WITH (connect = "
        "false);\n"
        "ALTER SUBSCRIPTION s CONNECTION 'postgresql://u:pw@h/d';\n"
        "CREATE SUBSCRIPTION t CONNECTION 'host=h passfile=/x' PUBLICATION p;\n"
        "ALTER SUBSCRIPTION s OWNER TO password;\n");
    CHECK(found.complete());
    CHECK(found.values("password") == std::vector<std::string>{"a b", "pw"});
    CHECK(found.values("name") == std::vector<std::string>{"s", "s"});
}

TEST_CASE("what nobody wants is passed over, and the rest of the dump is read") {
    const std::string text =
        "ALTER ROLE a PASSWORD 'x';\nCREATE USER MAPPING FOR a SERVER s OPTIONS (password 'x');\n"
        "COPY public.mailserver (a) FROM stdin;\n1\n\\.\nALTER ROLE b PASSWORD 'y';\n";
    CHECK(read_outcome(make, text, CollectingSink({"mailserver"})).records.size() == 1);
    CHECK(read_outcome(make, text, CollectingSink({"database-account"})).records.size() == 2);
    CHECK(read_outcome(make, text, CollectingSink()).records.size() == 4);
}

TEST_CASE("a statement that is cut short is told") {
    for (const char* text :
         {"ALTER ROLE a PASSWORD 'x'", "ALTER ROLE a PASSWORD 'x", "CREATE USER MAPPING FOR",
          "CREATE SERVER s OPTIONS (password 'x'", "CREATE SUBSCRIPTION s CONNECTION"}) {
        CAPTURE(text);
        CHECK(read_outcome(make, text, CollectingSink(kAll)).damage.has_value());
    }
}
