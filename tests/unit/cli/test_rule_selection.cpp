#include "cli/rule_selection.hpp"

#include "catch.hpp"
#include "postern/error.hpp"
#include "support/project_root.hpp"

using namespace postern;

TEST_CASE("without a folder the built-in rules are taken") {
    CHECK(cli::select_rules("").rules.size() >= 3);
}

TEST_CASE("a folder that is not there is a rule error") {
    try {
        cli::select_rules("/nonexistent");
        FAIL("no error");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::rule);
    }
}

TEST_CASE("a folder with the built-in rules' own files puts them in place") {
    CHECK(cli::select_rules(test::project_root() + "/rules").rules.size() ==
          cli::select_rules("").rules.size());
}
