#include "catch.hpp"
#include "rules/rule_error.hpp"

using namespace postern;
using namespace postern::rules;

TEST_CASE("a rule error names the place, what was found and what was expected") {
    const Error error = rule_error("dir/a.toml", {3, 14}, "a fish", "a fowl");
    CHECK(error.kind() == ErrorKind::rule);
    CHECK(std::string(error.what()) == "dir/a.toml:3:14: a fish");
    CHECK(error.hint() == "expected a fowl");
}

TEST_CASE("a rule error shows control characters as escapes") {
    CHECK(std::string(rule_error("a\n.toml", {}, "\x1b[2J", "x").what()) == "a\\x0a.toml:1:1: \\x1b[2J");
}
