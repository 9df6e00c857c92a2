#include "format/postfix_expansion.hpp"

#include <map>

#include "catch.hpp"

using namespace postern::format;

namespace {

std::optional<std::string> expand(std::string_view value) {
    static const std::map<std::string, std::string, std::less<>> kParameters{
        {"host", "mail.example.com"},
        {"domain", "${host}"},
        {"empty", ""},
        {"level", "3.10"},
        {"loop", "$loop"},
        {"ping", "$pong"},
        {"pong", "$ping"},
        {"style", "${{$level} <level {2} ? {subnet} : {host}}"},
        {"b0", "$b1$b1"},
        {"b1", "$b2$b2"},
        {"b2", "$b3$b3"},
        {"b3", "$b4$b4$b4$b4$b4$b4$b4$b4"},
        {"b4", "$b5$b5$b5$b5$b5$b5$b5$b5"},
        {"b5", "$b6$b6$b6$b6$b6$b6$b6$b6"},
        {"b6", "$empty$empty$empty$empty$empty$empty"}};
    return expand_postfix(value, [](std::string_view name) {
        const auto found = kParameters.find(name);
        return found != kParameters.end() ? std::optional(found->second) : std::nullopt;
    });
}

}  // namespace

TEST_CASE("references are put in") {
    CHECK(expand("a") == "a");
    CHECK(expand("") == "");
    CHECK(expand("local:$host") == "local:mail.example.com");
    CHECK(expand("${host}/$(host)/$domain") == "mail.example.com/mail.example.com/mail.example.com");
    CHECK(expand("$nobody.") == ".");
    CHECK(expand("5$$ and $ and $/") == "5$ and $ and $/");
    CHECK(expand("${open") == "${open");
}

TEST_CASE("a reference may depend on whether there is a value") {
    CHECK(expand("${host?has $domain}") == "has mail.example.com");
    CHECK(expand("${empty?has}") == "");
    CHECK(expand("${empty:none}${host:none}${nobody:x}") == "nonemail.example.comx");
    CHECK(expand("${host?{yes}:{no}} ${empty?{yes}:{no $host}}") == "yes no mail.example.com");
    CHECK(expand("${empty ? {yes} : {no}}") == "no");
    CHECK(expand("${host?{yes}}${empty?{yes}}.") == "yes.");
}

TEST_CASE("a reference may compare") {
    CHECK(expand("${{$level} <level {2} ? {old} : {new}}") == "new");
    CHECK(expand("${{3.9} <level {3.10} ? {old} : {new}}") == "old");
    CHECK(expand("$style") == "host");
    CHECK(expand("${{a}=={a}?{1}:{2}}${{a}!={a}?{1}:{2}}${{2}>{10}?{1}:{2}}${{2}<={2}?{1}:{2}}") == "1221");
    CHECK(expand("${{$empty} == {} ? {none}}") == "none");
    CHECK(expand("${{a} == }") == "");
}

TEST_CASE("a circle and what grows beyond measure are given up") {
    CHECK_FALSE(expand("$loop"));
    CHECK_FALSE(expand("x ${ping}"));
    CHECK_FALSE(expand("$b0"));
}
