#include "rules/provider_reader.hpp"

#include "rule_text.hpp"

using namespace postern;
using namespace postern::rules;
using postern::test::kSmallProvider;
using postern::test::refusal;
using postern::test::small_provider;

namespace {

constexpr std::string_view kLogin = "login = \"password\"\n";

constexpr const char* kOauth =
    "oauth = { token_endpoint = \"https://login.example.com/token\", scope = \"mail\", tool = \"gmail\" }\n";

Provider provider_of(const std::string& text) {
    return load_rules(text, "f.toml").providers.at(0);
}

// The refusal of kSmallProvider with another login line; what is wrong stands in line 6 or behind.
std::string login_refusal(const std::string& lines) {
    return refusal(small_provider(kLogin, lines));
}

// The refusal of kSmallProvider with one more line, line 10.
std::string added_refusal(const std::string& line) {
    return refusal(small_provider() + line);
}

}  // namespace

TEST_CASE("a small provider says what it must") {
    const Provider provider = provider_of(small_provider());
    CHECK(provider.id == "mail-house");
    CHECK(provider.title == "Mail House");
    CHECK(provider.hosts == std::vector<std::string>{"smtp.example.com", "*.smtp.example.org"});
    REQUIRE(provider.ports.size() == 2);
    CHECK(provider.ports[0].port == 587);
    CHECK(provider.ports[0].tls == Tls::starttls);
    CHECK(provider.ports[1].port == 465);
    CHECK(provider.ports[1].tls == Tls::implicit);
    CHECK(provider.login == ProviderLogin::password);
    CHECK_FALSE(provider.password_end.has_value());
    CHECK(provider.login_note.empty());
    CHECK_FALSE(provider.username.has_value());
    CHECK_FALSE(provider.own_sender_only);
    CHECK(provider.connections == 0);
    CHECK(provider.rate_delay == 0);
    CHECK(provider.recipients == 0);
    CHECK(provider.message_size == 0);
    CHECK(provider.limits == "Ten a day.");
    CHECK_FALSE(provider.oauth.has_value());
    CHECK(provider.references == std::vector<std::string>{"https://example.org/limits"});
    CHECK(provider.checked == "2026-11-24");
    CHECK(provider.origin.file == "f.toml");
    CHECK(provider.origin.line == 1);
}

TEST_CASE("a provider says all that it may") {
    const Provider provider = provider_of(small_provider(kLogin, R"(login = "oauth-soon"
password_end = "2026-12-31"
login_note = "Ask first."
username = "apikey"
own_sender_only = true
connections = 3
rate_delay = 2
recipients = 100
message_size = 36_700_160
)" + std::string(kOauth)));
    CHECK(provider.login == ProviderLogin::oauth_soon);
    CHECK(provider.password_end == "2026-12-31");
    CHECK(provider.login_note == "Ask first.");
    CHECK(provider.username == "apikey");
    CHECK(provider.own_sender_only);
    CHECK(provider.connections == 3);
    CHECK(provider.rate_delay == 2);
    CHECK(provider.recipients == 100);
    CHECK(provider.message_size == 36'700'160);
    REQUIRE(provider.oauth.has_value());
    CHECK(provider.oauth->token_endpoint == "https://login.example.com/token");
    CHECK(provider.oauth->scope == "mail");
    CHECK(provider.oauth->tool == "gmail");
}

TEST_CASE("each required key of a provider is missed") {
    for (const std::string line :
         {"id = \"mail-house\"\n", "title = \"Mail House\"\n",
          "hosts = [\"smtp.example.com\", \"*.smtp.example.org\"]\n",
          "ports = { 587 = \"starttls\", 465 = \"implicit\" }\n", "login = \"password\"\n",
          "references = [\"https://example.org/limits\"]\n", "checked = \"2026-11-24\"\n"}) {
        const std::string key = line.substr(0, line.find(' '));
        CHECK_THAT(refusal(small_provider(line, "")),
                   Catch::Matchers::StartsWith("f.toml:1:1: provider has no '" + key + "' | expected "));
    }
}

TEST_CASE("an unknown key of a provider is refused with the nearest") {
    CHECK(refusal(small_provider("limits =", "limit =")) ==
          "f.toml:7:1: unknown key 'limit' in provider | expected one of its keys; the nearest is 'limits'");
}

TEST_CASE("a host is a name or a glob of one") {
    CHECK(refusal(small_provider("\"smtp.example.com\"", "\"smtp://example.com\"")) ==
          "f.toml:4:10: 'smtp://example.com' in provider.hosts | expected a host name, in which '*' stands "
          "for any run of characters");
    for (const char* host : {"", "*", "*.*", "smtp.example.com:587", "smtp example", "#"}) {
        CAPTURE(host);
        CHECK_FALSE(refusal(small_provider("smtp.example.com", host)).empty());
    }
    CHECK(refusal(small_provider("smtp.example.com", "SMTP.Example.COM")).empty());
}

TEST_CASE("a port is a number with a word for its TLS") {
    CHECK(refusal(small_provider("587 =", "0 =")) ==
          "f.toml:5:11: '0' as a port | expected a number from 1 to 65535");
    CHECK(refusal(small_provider("587 =", "65536 =")).starts_with("f.toml:5:11: '65536' as a port | "));
    CHECK(refusal(small_provider("587 =", "smtp =")).starts_with("f.toml:5:11: 'smtp' as a port | "));
    CHECK(refusal(small_provider("\"starttls\"", "\"ssl\"")) ==
          "f.toml:5:17: 'ssl' in provider.ports | expected 'none', 'starttls' or 'implicit'");
    CHECK(refusal(small_provider("\"starttls\"", "true")) ==
          "f.toml:5:17: provider.ports.587 is a boolean | expected a string");
    CHECK(refusal(small_provider("{ 587 = \"starttls\", 465 = \"implicit\" }", "{}"))
              .starts_with("f.toml:1:1: provider has no 'ports' | "));
}

TEST_CASE("a login is one of four, and only one that ends passwords has their end") {
    CHECK(
        login_refusal("login = \"kerberos\"\n") ==
        "f.toml:6:9: 'kerberos' in provider | expected 'password', 'app-password', 'oauth-soon' or 'oauth'");
    CHECK(login_refusal("login = \"password\"\npassword_end = \"2025-03-14\"\n") ==
          "f.toml:7:1: password_end with the login 'password' | expected 'app-password', 'oauth-soon' or "
          "'oauth'");
    CHECK(login_refusal("login = \"app-password\"\npassword_end = \"2025-03-14\"\n").empty());
    CHECK(login_refusal("login = \"oauth\"\npassword_end = \"2025-02-30\"\n" + std::string(kOauth)) ==
          "f.toml:7:16: '2025-02-30' in provider.password_end | expected a day, \"YYYY-MM-DD\"");
    CHECK(login_refusal("login = \"oauth\"\n")
              .starts_with("f.toml:1:1: provider has no 'oauth' | expected oauth = { token_endpoint = "));
    CHECK(login_refusal("login = \"oauth\"\n" + std::string(kOauth)).empty());
}

TEST_CASE("tokens have an address, a scope and a tool") {
    CHECK(added_refusal(
              "oauth = { token_endpoint = \"https://a.example\", scope = \"s\", tool = \"yahoo\" }\n") ==
          "f.toml:10:69: 'yahoo' in provider.oauth | expected 'gmail' or 'outlook'");
    CHECK(
        added_refusal("oauth = { token_endpoint = \"http://a.example\", scope = \"s\", tool = \"gmail\" }\n")
            .starts_with("f.toml:10:28: 'http://a.example' in provider.oauth.token_endpoint | "));
    CHECK(added_refusal("oauth = { token_endpoint = \"https://a.example\", tool = \"gmail\" }\n")
              .starts_with("f.toml:10:1: provider.oauth has no 'scope' | "));
}

TEST_CASE("numbers stay within what a mail server takes") {
    for (const char* line :
         {"connections = 0", "connections = 1001", "rate_delay = 0", "rate_delay = 3601", "recipients = 0",
          "recipients = 100001", "message_size = 25", "message_size = 2147483648", "connections = \"3\"",
          "own_sender_only = \"yes\"", "login_note = \"\"", "username = \"\""}) {
        CAPTURE(line);
        CHECK_THAT(added_refusal(line), Catch::Matchers::StartsWith("f.toml:10:"));
    }
    CHECK(added_refusal("message_size = 25") ==
          "f.toml:10:16: provider.message_size is 25 | expected a number from 65536 to 2147483647");
}

TEST_CASE("what becomes a line of a table has one line") {
    CHECK(refusal(small_provider("title = \"Mail House\"", "title = \"Mail House\\n/^/ thief@example.org\""))
              .find("provider.title has a line end") != std::string::npos);
    CHECK(added_refusal("username = \"a\\nb\"\n").find("username has a line end") != std::string::npos);
    CHECK(added_refusal(
              "oauth = { token_endpoint = \"https://login.example.com/token\", scope = \"a\\nb\", tool = "
              "\"gmail\" }\n")
              .find("scope has a line end") != std::string::npos);
}
