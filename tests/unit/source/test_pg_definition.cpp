#include "source/pg_definition.hpp"

#include "catch.hpp"

using namespace postern;

TEST_CASE("A setting has the value that SET gives it") {
    CHECK(source::setting_of("SET standard_conforming_strings = 'on';\n") == "on");
    CHECK(source::setting_of("SET client_encoding TO UTF8;") == "UTF8");
    CHECK(source::setting_of("").empty());
}

TEST_CASE("A definition is a statement's tokens") {
    source::PgDefinition definition("CREATE /* x */ TABLE \"a b\"");
    CHECK(definition.tokens().take_word("create"));
    CHECK(definition.tokens().take_word("table"));
    CHECK(definition.tokens().text(definition.tokens().next()) == "\"a b\"");
}
