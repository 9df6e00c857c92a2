#include "rules/account_difference.hpp"

#include <functional>

#include "catch.hpp"

using namespace postern;
using namespace postern::rules;

namespace {

const Example kExample = {RecordShape::row,
                          "mail",
                          {},
                          {{"name", "A"},
                           {"from", "a@example.com"},
                           {"host", "smtp.example.com"},
                           {"port", "587"},
                           {"protocol", "smtp"},
                           {"direction", "outgoing"},
                           {"tls", "starttls"},
                           {"username", "a"}},
                          {{"plain", "one"}, {"base64", "two"}},
                          1};

Account account() {
    Account result;
    result.name = "A";
    result.from = "a@example.com";
    result.host = "smtp.example.com";
    result.port = 587;
    result.protocol = "smtp";
    result.tls = Tls::starttls;
    result.username = "a";
    result.secrets = {{"password", Encoding::base64, Secret("two"), 0},
                      {"password", Encoding::plain, Secret("one"), 1}};
    return result;
}

std::string difference(const std::function<void(Account&)>& change) {
    Account changed = account();
    change(changed);
    return account_difference(kExample, changed).value_or("");
}

}  // namespace

TEST_CASE("the stated account does not differ, whatever the order of its secrets") {
    CHECK_FALSE(account_difference(kExample, account()).has_value());
}

TEST_CASE("each role is compared") {
    CHECK(difference([](Account& a) { a.name = "B"; }) == "name is 'B', expected 'A'");
    CHECK(difference([](Account& a) { a.from.reset(); }) == "from is nothing, expected 'a@example.com'");
    CHECK(difference([](Account& a) { a.host = "x"; }) == "host is 'x', expected 'smtp.example.com'");
    CHECK(difference([](Account& a) { a.port = 25; }) == "port is '25', expected '587'");
    CHECK(difference([](Account& a) { a.protocol = "smtps"; }) == "protocol is 'smtps', expected 'smtp'");
    CHECK(difference([](Account& a) { a.direction = Direction::incoming; }) ==
          "direction is 'incoming', expected 'outgoing'");
    CHECK(difference([](Account& a) { a.tls = Tls::none; }) == "tls is 'none', expected 'starttls'");
    CHECK(difference([](Account& a) { a.username = "b"; }) == "username is 'b', expected 'a'");
    CHECK(difference([](Account& a) { a.enabled = false; }) == "enabled is 'false', expected 'true'");
}

TEST_CASE("a role the example leaves out must be missing") {
    CHECK(difference([](Account& a) { a.jndi = "java:x"; }) == "jndi is 'java:x', expected nothing");
    CHECK(difference([](Account& a) { a.proxy = "socks.example.com"; }) ==
          "proxy is 'socks.example.com', expected nothing");
}

TEST_CASE("a missing, further, wrong or otherwise encoded secret differs, and is never told") {
    CHECK(difference([](Account& a) { a.secrets.pop_back(); }) == "found 1 secrets, expected 2");
    CHECK(difference([](Account& a) { a.secrets.push_back(a.secrets[0]); }) == "found 3 secrets, expected 2");
    CHECK(difference([](Account& a) { a.secrets[1].value = Secret("uno"); }) ==
          "secret 2 (password, plain) is not one that the example states");
    CHECK(difference([](Account& a) { a.secrets[1].encoding = Encoding::base64; }) ==
          "secret 2 (password, base64) is not one that the example states");
    CHECK(difference([](Account& a) { a.secrets[1] = a.secrets[0]; }) ==
          "secret 2 (password, base64) is not one that the example states");
}

TEST_CASE("an account of no mail server has neither direction nor port nor TLS") {
    const Example example = {RecordShape::row, "t", {}, {{"name", "Mail"}}, {}, 1};
    Account client;
    client.name = "Mail";
    CHECK_FALSE(account_difference(example, client).has_value());
    client.protocol = "smtp";
    CHECK(account_difference(example, client).has_value());
}
