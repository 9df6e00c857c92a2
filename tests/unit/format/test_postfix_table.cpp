#include "format/postfix_table.hpp"

#include "catch.hpp"

using namespace postern::format;

TEST_CASE("keys are addresses, domains or everything") {
    const auto entries = parse_keyed_table(
        "# allowed\nqa@corp.example.com  smtp:[relay]:25\n  more\ncorp.example.com smtp:\n* virtual:\n@x "
        "y\n.z\n");
    REQUIRE(entries.size() == 5);
    CHECK(entries[0].reach == TableReach::one);
    CHECK(entries[0].key == "qa@corp.example.com");
    CHECK(entries[0].value == "smtp:[relay]:25  more");
    CHECK(entries[1].reach == TableReach::some);
    CHECK(entries[2].reach == TableReach::everything);
    CHECK(entries[3].reach == TableReach::some);
    CHECK(entries[4].value.empty());
}

TEST_CASE("patterns come in their order") {
    const auto entries = parse_pattern_table(
        "/^qa@corp\\.example$/i  smtp:[relay]:25\n!/^x/ a:\nif /y/\n/./ b:\nendif\n  # no\n|a\\|b|  c:\n/./ "
        "virtual:\nnonsense\n"
        "/open\n");
    REQUIRE(entries.size() == 5);
    CHECK(entries[0].reach == TableReach::one);
    CHECK(entries[0].value == "smtp:[relay]:25");
    CHECK(entries[1].reach == TableReach::some);
    CHECK(entries[2].reach == TableReach::some);
    CHECK(entries[3].key == "a\\|b");
    CHECK(entries[3].value == "c:");
    CHECK(entries[4].reach == TableReach::everything);
    CHECK(parse_pattern_table("if /x/\n/./ a:\n/^a@b\\.c$/ b:\n").at(1).reach == TableReach::one);
    CHECK(parse_pattern_table("endif\n/./ a:\n").at(0).reach == TableReach::everything);
    CHECK(parse_pattern_table("iffy\n!/./ a:\n! ! /./ b:\n").at(1).reach == TableReach::everything);
}

TEST_CASE("an inline table holds pairs") {
    const auto entries = parse_inline_table("{ {[h]:587 = secure match=x}, qa@example.com=smtp: }");
    REQUIRE(entries.size() == 2);
    CHECK(entries[0].key == "[h]:587");
    CHECK(entries[0].value == "secure match=x");
    CHECK(entries[1].reach == TableReach::one);
    CHECK(parse_inline_table("").empty());
    CHECK(parse_inline_table("{}").empty());
    CHECK(parse_inline_table("{{}").size() == 1);
}

TEST_CASE("how far a pattern reaches") {
    for (const char* pattern : {"", ".", ".*", "^.*$", "^.*", ".*$", "^(.*)$", "^.+$", "^", "$", "@", "^."}) {
        CAPTURE(pattern);
        CHECK(reach_of_pattern(pattern) == TableReach::everything);
    }
    for (const char* pattern :
         {"^qa@corp\\.example$", "^qa@corp.example$", "^(qa|test)@corp\\.example$", "^(qa)@(corp\\.example)$",
          "^qa\\+x@corp\\.example$", "^o'neill@example\\.com$"}) {
        CAPTURE(pattern);
        CHECK(reach_of_pattern(pattern) == TableReach::one);
    }
    for (const char* pattern :
         {"@corp\\.example$", "^.*@corp\\.example$", "qa@corp\\.example", "^qa@corp\\.example",
          "^qa@corp\\.example\\$", "^qa@x$|.", "^a|b@c$", "^[a-z]@c$", "^qa@.+$", "^(a@b)+$", "^(a@b)*$",
          "^a{2}@b$", "^a?@b$", "^\\w@b$", "^corp$", "^..@corp\\.example$", "^(a@b$", "^.*$|x",
          "^qa@corp\\"}) {
        CAPTURE(pattern);
        CHECK(reach_of_pattern(pattern) == TableReach::some);
    }
}
