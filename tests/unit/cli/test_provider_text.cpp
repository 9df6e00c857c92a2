#include "cli/provider_text.hpp"

#include "catch.hpp"

using namespace postern;

namespace {

Provider small_provider() {
    Provider provider;
    provider.id = "house";
    provider.title = "Mail House";
    provider.hosts = {"smtp.example.com"};
    provider.ports = {{587, Tls::starttls}};
    provider.references = {"https://example.org/limits"};
    provider.checked = "2026-11-24";
    provider.origin = {"my.toml", 3};
    return provider;
}

}  // namespace

TEST_CASE("a small provider is described by what it must say") {
    CHECK(cli::provider_description(small_provider()) ==
          "house: Mail House\n"
          "\nHosts\n  smtp.example.com\n"
          "\nPorts\n  587 STARTTLS\n"
          "\nLogin\n  A password.\n"
          "\nReferences\n  https://example.org/limits\n"
          "\nChecked on 2026-11-24\nDefined in my.toml:3\n");
}

TEST_CASE("a provider is described by all that it says") {
    Provider provider = small_provider();
    provider.ports = {{465, Tls::implicit}, {25, Tls::none}};
    provider.login = ProviderLogin::oauth_soon;
    provider.password_end = "2026-12-31";
    provider.username = "apikey";
    provider.own_sender_only = true;
    provider.login_note = std::string(60, 'a') + " " + std::string(60, 'b');
    provider.connections = 3;
    provider.rate_delay = 2;
    provider.recipients = 100;
    provider.message_size = 25'000'000;
    provider.limits = "Ten a day.";
    provider.oauth = ProviderOauth{"https://login.example.com/token", "mail send", "outlook"};
    CHECK(cli::provider_description(provider) ==
          "house: Mail House\n"
          "\nHosts\n  smtp.example.com\n"
          "\nPorts\n  465 TLS from the start\n  25 no TLS\n"
          "\nLogin\n  A password, whose end is announced; OAuth (XOAUTH2) from then on.\n"
          "  End of passwords: 2026-12-31\n  User name of everybody: apikey\n"
          "  Senders other than the login and its aliases are refused or replaced.\n"
          "  " +
              std::string(60, 'a') + "\n  " + std::string(60, 'b') +
              "\n"
              "\nLimits\n  3 connections at a time\n  2 seconds between two messages\n"
              "  100 recipients of one message\n  25000000 bytes of one message\n  Ten a day.\n"
              "\nTokens\n  sasl-xoauth2-tool get-token outlook\n  endpoint https://login.example.com/token\n"
              "  scope mail send\n"
              "\nReferences\n  https://example.org/limits\n"
              "\nChecked on 2026-11-24\nDefined in my.toml:3\n");
}

TEST_CASE("other logins have their words") {
    Provider provider = small_provider();
    provider.login = ProviderLogin::app_password;
    CHECK(cli::provider_description(provider).find("made for this purpose alone") != std::string::npos);
    provider.login = ProviderLogin::oauth;
    CHECK(cli::provider_description(provider).find("OAuth (XOAUTH2); no password.") != std::string::npos);
}
