#include "postfix/upstream.hpp"

#include "support/sample_plan.hpp"

using namespace postern;
using namespace postern::postfix;

TEST_CASE("route and password are looked up by the same words") {
    CHECK(nexthop(test::sample_upstream()) == "[smtp.example.com]:587");
    CHECK(nexthop(test::sample_upstream("a", "2001:db8::1")) == "[ipv6:2001:db8::1]:587");
}

TEST_CASE("an account is described for people, without its password") {
    Upstream upstream = test::sample_upstream();
    CHECK(describe(upstream) == "jira@example.com at smtp.example.com:587");
    upstream.username = "";
    CHECK(describe(upstream) == "smtp.example.com:587");
    upstream.username = "a\nb\xFF";
    CHECK(describe(upstream) == "a\\x0ab\\xff at smtp.example.com:587");
}

TEST_CASE("only an account that logs in by a password can lack it") {
    Upstream upstream = test::sample_upstream();
    CHECK_FALSE(upstream.lacks_password());
    upstream.password = Secret();
    CHECK(upstream.lacks_password());
    upstream.login = Login::xoauth2;
    CHECK_FALSE(upstream.lacks_password());
    upstream.login = Login::none;
    CHECK_FALSE(upstream.lacks_password());
}

TEST_CASE("an IPv6 address stands in brackets before its port") {
    CHECK(describe(test::sample_upstream("a", "2001:db8::1")) == "jira@example.com at [2001:db8::1]:587");
    CHECK(describe(test::sample_upstream("a", "a:b")) == "jira@example.com at a:b:587");
}

TEST_CASE("a name without end is cut") {
    CHECK(shortened(std::string(200, 'a')) == std::string(200, 'a'));
    CHECK(shortened(std::string(201, 'a')) == std::string(200, 'a') + "...");
    CHECK(shortened("a\n") == "a\\x0a");
    Upstream upstream = test::sample_upstream("a", std::string(100'000, 'h'), std::string(100'000, 'u'));
    CHECK(describe(upstream).size() < 500);
}
