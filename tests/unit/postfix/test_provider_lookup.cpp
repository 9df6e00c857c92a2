#include "postfix/provider_lookup.hpp"

#include <vector>

#include "catch.hpp"

using namespace postern;
using namespace postern::postfix;

TEST_CASE("the first provider whose hosts fit is the server's") {
    std::vector<Provider> providers(3);
    providers[0].hosts = {"smtp.example.com", "*.mail.example.com"};
    providers[1].hosts = {"*.example.com"};
    providers[2].hosts = {"*.example.com", "smtp.example.org"};
    CHECK(find_provider(providers, "smtp.example.com") == providers.data());
    CHECK(find_provider(providers, "SMTP.Example.com") == providers.data());
    CHECK(find_provider(providers, "eu.mail.example.com") == providers.data());
    CHECK(find_provider(providers, "other.example.com") == &providers[1]);
    CHECK(find_provider(providers, "smtp.example.org") == &providers[2]);
}

TEST_CASE("most servers belong to no provider") {
    std::vector<Provider> providers(1);
    providers[0].hosts = {"smtp.example.com"};
    CHECK(find_provider(providers, "xsmtp.example.com") == nullptr);
    CHECK(find_provider(providers, "smtp.example.com.example.org") == nullptr);
    CHECK(find_provider(providers, "") == nullptr);
    CHECK(find_provider({}, "smtp.example.com") == nullptr);
}
