#include "format/postfix_main_cf.hpp"

#include "catch.hpp"

using namespace postern::format;

TEST_CASE("parameters come with value, place and line") {
    const std::string text =
        "# Postfix\nrelayhost = [smtp.example.com]:587\nmynetworks=127.0.0.0/8\n  [::1]/128 \nempty =\n"
        "jira-main_destination_rate_delay = 1s\n";
    const auto parsed = parse_main_cf(text);
    CHECK(parsed.faults.empty());
    REQUIRE(parsed.parameters.size() == 4);
    const auto& relay = parsed.parameters[0];
    CHECK(relay.name == "relayhost");
    CHECK(relay.value == "[smtp.example.com]:587");
    CHECK(relay.line == 2);
    CHECK(text.substr(relay.bytes.begin, relay.bytes.end - relay.bytes.begin) == relay.value);
    const auto& networks = parsed.parameters[1];
    CHECK(networks.value == "127.0.0.0/8  [::1]/128");
    CHECK(text.substr(networks.bytes.begin, networks.bytes.end - networks.bytes.begin) ==
          "127.0.0.0/8\n  [::1]/128");
    CHECK(networks.line == 3);
    CHECK(parsed.parameters[2].value.empty());
    CHECK(text[parsed.parameters[2].bytes.begin] == '\n');
    CHECK(parsed.parameters[2].bytes.begin == parsed.parameters[2].bytes.end);
    CHECK(parsed.parameters[3].name == "jira-main_destination_rate_delay");
}

TEST_CASE("of two entries of one name the later counts") {
    const auto parsed = parse_main_cf("a = 1\nb = 2\na = 3\n");
    REQUIRE(parsed.parameters.size() == 2);
    CHECK(parsed.parameters[0].name == "b");
    CHECK(parsed.parameters[1].value == "3");
    CHECK(parsed.parameters[1].line == 3);
}

TEST_CASE("a value may start on the next line, and may hold anything") {
    const auto parsed = parse_main_cf("a =\n  # no\n  one = #two\n");
    REQUIRE(parsed.parameters.size() == 1);
    CHECK(parsed.parameters[0].value == "one = #two");
    CHECK(parsed.parameters[0].bytes.begin == 13);
}

TEST_CASE("an entry that is none is a fault") {
    const auto parsed = parse_main_cf("a = 1\nno entry\n= 2\na b = 3\nc = 4\n");
    CHECK(parsed.faults == std::vector<std::uint64_t>{2, 3, 4});
    CHECK(parsed.parameters.size() == 2);
}
