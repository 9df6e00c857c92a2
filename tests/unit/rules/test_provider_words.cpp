#include "rules/provider_words.hpp"

#include "catch.hpp"

using namespace postern;
using namespace postern::rules;

TEST_CASE("every login has its word, which leads back to it") {
    CHECK(word_for(ProviderLogin::password) == "password");
    CHECK(word_for(ProviderLogin::app_password) == "app-password");
    CHECK(word_for(ProviderLogin::oauth_soon) == "oauth-soon");
    CHECK(word_for(ProviderLogin::oauth) == "oauth");
    for (const std::string_view word : logins()) {
        CHECK(word_for(login_for(word)) == word);
    }
    CHECK(logins().size() == 4);
}
