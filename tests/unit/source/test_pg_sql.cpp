#include "source/pg_sql.hpp"

#include "catch.hpp"

using namespace postern;

TEST_CASE("a name is quoted whatever is in it") {
    CHECK(source::pg_identifier("mailserver") == "\"mailserver\"");
    CHECK(source::pg_identifier("a\"; DROP TABLE b; --") == "\"a\"\"; DROP TABLE b; --\"");
    CHECK(source::pg_identifier("Größe.x") == "\"Größe.x\"");
}

TEST_CASE("names in a list") {
    CHECK(source::pg_identifiers({}).empty());
    CHECK(source::pg_identifiers({"a", "B"}) == "\"a\", \"B\"");
    CHECK(source::pg_identifiers({"a", "B"}, "t.") == "t.\"a\", t.\"B\"");
}
