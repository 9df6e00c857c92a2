#include "audit/truth_value.hpp"

#include "catch.hpp"

using postern::audit::in_form_of;

TEST_CASE("a truth value keeps the form of its column") {
    CHECK(in_form_of("true", "false") == "false");
    CHECK(in_form_of("TRUE", "false") == "FALSE");
    CHECK(in_form_of("t", "false") == "f");
    CHECK(in_form_of("f", "false") == "f");
    CHECK(in_form_of("0", "true") == "1");
    CHECK(in_form_of("1", "false") == "0");
}

TEST_CASE("what is no truth value stays what the rule says") {
    CHECK(in_form_of("1", "localhost") == "localhost");
    CHECK(in_form_of("", "false") == "false");
    CHECK(in_form_of("yes", "true") == "true");
}
