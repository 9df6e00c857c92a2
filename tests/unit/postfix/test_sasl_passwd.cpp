#include "postfix/sasl_passwd.hpp"

#include "postfix/upstream_check.hpp"
#include "support/sample_plan.hpp"

using namespace postern;
using namespace postern::postfix;

namespace {

// What Postfix reads: key and value are apart by the first blank, user and password by the first ':'.
std::string as_postfix_reads(const std::string& line) {
    REQUIRE(line.back() == '\n');
    REQUIRE(line.find('\n') == line.size() - 1);
    const std::size_t blank = line.find(' ');
    CHECK(line.substr(0, blank) == "[smtp.example.com]:587");
    const std::string value = line.substr(blank + 1, line.size() - blank - 2);
    const std::size_t colon = value.find(':');
    CHECK(value.substr(0, colon) == "jira@example.com");
    return value.substr(colon + 1);
}

std::string written(const std::string& password) {
    Upstream upstream = test::sample_upstream();
    upstream.password = Secret(password);
    CHECK_FALSE(why_not(upstream).has_value());
    const ConfigFile file = sasl_passwd(upstream, "/tokens");
    CHECK(file.mode == kSecretMode);
    return std::string(file.text.reveal());
}

}  // namespace

TEST_CASE("a password stands in its file as it is") {
    CHECK(written("s3cret") == "[smtp.example.com]:587 jira@example.com:s3cret\n");
    CHECK(sasl_passwd(test::sample_upstream(), "").name == "sasl_passwd.jira_main");
}

TEST_CASE("every printable character survives, alone, in front, between and behind") {
    for (char c = 0x21; c < 0x7F; ++c) {
        const std::string one(1, c);
        for (const std::string& password : {one, one + one, one + "x", "x" + one, "x" + one + "x"}) {
            CAPTURE(password);
            CHECK(as_postfix_reads(written(password)) == password);
        }
    }
}

TEST_CASE("blanks in front and between, and characters beyond ASCII survive") {
    for (const char* password :
         {" x", "\tx", "a b  c\td",
          "Gr\xC3\xBC\xC3\x9F"
          "e",
          "\xD0\xBF\xD0\xB0\xD1\x80", "\xE6\xBC\xA2\xE5\xAD\x97", "\xF0\x9F\x94\x91", "\xC2\xA0", "#", "# x",
          "${x}", "\"quoted\"", "'", "a:b:c", "%s{}{{", "\\n\\"}) {
        CAPTURE(password);
        CHECK(as_postfix_reads(written(password)) == password);
    }
    CHECK(as_postfix_reads(written(std::string(1000, 'x'))) == std::string(1000, 'x'));
}

TEST_CASE("IPv6 servers are looked up as Postfix asks for them") {
    Upstream upstream = test::sample_upstream("jira_main", "2001:db8::1");
    CHECK(sasl_passwd(upstream, "").text.reveal() == "[ipv6:2001:db8::1]:587 jira@example.com:s3cret\n");
}

TEST_CASE("where the password is not known, nothing is found until somebody fills it in") {
    Upstream upstream = test::sample_upstream();
    upstream.password = Secret();
    const ConfigFile file = sasl_passwd(upstream, "");
    CHECK(file.mode == kSecretMode);
    const auto lines = test::lines_of(std::string(file.text.reveal()));
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].starts_with("# "));
    CHECK(lines[1] == "#[smtp.example.com]:587 jira@example.com:");
}

TEST_CASE("with XOAUTH2 the tokens' path stands in the password's place") {
    Upstream upstream = test::sample_upstream();
    upstream.login = Login::xoauth2;
    upstream.oauth.refresh_token = Secret("refresh-s3cret");
    const ConfigFile file = sasl_passwd(upstream, "/var/lib/postfix/xoauth2");
    CHECK(file.mode == kSecretMode);
    CHECK(file.text.reveal() ==
          "[smtp.example.com]:587 jira@example.com:/var/lib/postfix/xoauth2/jira_main.json\n");
}
