#include "audit/provider_advice.hpp"

#include "catch.hpp"

using namespace postern;

namespace {

Provider provider(ProviderLogin login, std::optional<std::string> end = std::nullopt) {
    Provider provider;
    provider.id = "mail-house";
    provider.title = "Mail House";
    provider.hosts = {"smtp*.example.com"};
    provider.login = login;
    provider.password_end = std::move(end);
    provider.checked = "2026-11-24";
    return provider;
}

Account account(const char* host = "SMTP2.example.com", Direction direction = Direction::outgoing) {
    Account account;
    account.host = host;
    account.direction = direction;
    account.secrets.push_back({"password", Encoding::plain, Secret("s3cret"), 0});
    return account;
}

std::string advice(const Provider& provider, const Account& account) {
    return audit::provider_advice(std::span(&provider, 1), account).value_or("none");
}

}  // namespace

TEST_CASE("an account hears how long its provider takes passwords") {
    CHECK(
        advice(provider(ProviderLogin::oauth_soon, "2026-12-31"), account()) ==
        "Mail House takes no passwords by default from 2026-12-31 on: plan for OAuth 2.0 (as of 2026-11-24; "
        "postern rules show mail-house).");
    CHECK(advice(provider(ProviderLogin::oauth, "2024-09-16"), account()) ==
          "Mail House has taken OAuth 2.0 only since 2024-09-16 (as of 2026-11-24; postern rules show "
          "mail-house).");
    CHECK(advice(provider(ProviderLogin::oauth), account()).starts_with("Mail House takes OAuth 2.0 only ("));
    CHECK(advice(provider(ProviderLogin::oauth_soon), account())
              .starts_with("Mail House is about to take OAuth 2.0 only ("));
    CHECK(advice(provider(ProviderLogin::app_password), account())
              .starts_with("Mail House takes a password made for this purpose alone"));
    CHECK(advice(provider(ProviderLogin::app_password, "2025-05-01"), account())
              .find("not the account's own (since 2025-05-01) (as of") != std::string::npos);
    CHECK(advice(provider(ProviderLogin::password), account()) == "none");
}

TEST_CASE("mailboxes have a login of their own") {
    Provider known = provider(ProviderLogin::oauth_soon, "2026-12-31");
    CHECK(advice(known, account("imap.example.com", Direction::incoming)) == "none");
    known.mailboxes = ProviderMailboxes{{"imap.example.com"}, ProviderLogin::oauth, "2022-10-01"};
    CHECK(advice(known, account("imap.example.com", Direction::incoming)).find("2022-10-01") !=
          std::string::npos);
    CHECK(advice(known, account("imap.example.com")) == "none");
    CHECK(advice(known, account("smtp.example.com", Direction::incoming)) == "none");
}

TEST_CASE("whoever has no password, or no server, hears nothing") {
    const Provider known = provider(ProviderLogin::oauth);
    Account token = account();
    token.secrets[0].type = "access-token";
    CHECK(advice(known, token) == "none");
    Account nowhere = account();
    nowhere.host.reset();
    CHECK(advice(known, nowhere) == "none");
    CHECK(advice(known, account("mail.example.org")) == "none");
}

TEST_CASE("the first provider that fits counts") {
    const std::array both{provider(ProviderLogin::password), provider(ProviderLogin::oauth)};
    CHECK_FALSE(audit::provider_advice(both, account()));
}
