#include "audit/told_value.hpp"

#include "catch.hpp"
#include "support/sample_rule.hpp"

using namespace postern;
using audit::may_be_told;

TEST_CASE("a server, a user name, a number and a switch may be told") {
    const Rule rule = test::sample_rule();
    CHECK(may_be_told(rule, "HOST", "smtp.example.com"));
    CHECK(may_be_told(rule, "username", "jira@example.com"));
    CHECK(may_be_told(rule, "property:mail.smtp.host", "smtp.example.com"));
    CHECK(may_be_told(rule, "other", "true"));
    CHECK(may_be_told(rule, "other", "1080"));
    CHECK(may_be_told(rule, "other", std::nullopt));
}

TEST_CASE("what is a secret, or sounds like one, is not told") {
    const Rule rule = test::sample_rule();
    for (const char* name : {"password", "PASSWORD", "property:javax.net.ssl.keyStorePassword", "auth_conf",
                             "property:db.pwd", "token", "CLIENT_SECRET", "property:my.api-key"}) {
        CAPTURE(name);
        CHECK_FALSE(may_be_told(rule, name, "1080"));
    }
}

TEST_CASE("what nobody knows, and a URL with a login, is not told") {
    const Rule rule = test::sample_rule();
    CHECK_FALSE(may_be_told(rule, "property:sun.java.command", "Main -Dapp.password=x"));
    CHECK_FALSE(may_be_told(rule, "host", "smtp://jira:pw@smtp.example.com"));
}
