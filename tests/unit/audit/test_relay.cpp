#include "audit/relay.hpp"

#include "catch.hpp"

using namespace postern;
using namespace postern::audit;

namespace {

Account account_at(const char* host, std::uint16_t port) {
    Account account;
    account.host = host;
    account.port = port;
    return account;
}

}  // namespace

TEST_CASE("the names of this host are one, those of others are not") {
    CHECK(is_same_host("localhost", "127.0.0.1"));
    CHECK(is_same_host("::1", "LocalHost"));
    CHECK(is_same_host("Smtp.example.com", "smtp.EXAMPLE.com"));
    CHECK_FALSE(is_same_host("smtp.example.com", "localhost"));
    CHECK_FALSE(is_same_host("smtp.example.com", "smtp.example.org"));
}

TEST_CASE("an account is relayed by its server and its port") {
    CHECK(is_relayed(account_at("127.0.0.1", 25), {}));
    CHECK_FALSE(is_relayed(account_at("127.0.0.1", 587), {}));
    CHECK_FALSE(is_relayed(account_at("smtp.example.com", 25), {}));
    CHECK(is_relayed(account_at("relay.example.com", 2525), {"relay.example.com", 2525}));
    CHECK_FALSE(is_relayed(Account{}, {}));
}
