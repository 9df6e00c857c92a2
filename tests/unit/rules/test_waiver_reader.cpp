#include "rules/waiver_reader.hpp"

#include "catch.hpp"
#include "postern/error.hpp"

using namespace postern;

namespace {

std::string refusal_of(const std::string& text) {
    try {
        rules::read_waivers(text, "w.toml");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::rule);
        return std::string(error.what()) + " | " + error.hint();
    }
    return {};
}

const std::string kWhy = "justification = 'until the migration'\n";
const std::string kUntil = "expires = 2027-03-31\n";

}  // namespace

TEST_CASE("Waivers are read with all that they name") {
    const auto waivers = rules::read_waivers(
        "# ours\n[[waiver]]\nrule = 'jira-mailserver'\npath = '/srv/*'\ncredential = "
        "'00112233445566778899aabbccddeeff'\nfinding = '0011223344556677'\n" +
            kWhy + kUntil + "\n[[waiver]]\npath = 'x'\n" + kWhy + kUntil,
        "w.toml");
    REQUIRE(waivers.size() == 2);
    CHECK(waivers[0].rule == "jira-mailserver");
    CHECK(waivers[0].path == "/srv/*");
    CHECK(waivers[0].credential == "00112233445566778899aabbccddeeff");
    CHECK(waivers[0].finding == "0011223344556677");
    CHECK(waivers[0].waiver.justification == "until the migration");
    CHECK(waivers[0].waiver.expires == "2027-03-31");
    CHECK(waivers[0].line == 2);
    CHECK_FALSE(waivers[1].rule.has_value());
    CHECK(waivers[1].line == 10);
    CHECK(rules::read_waivers("", "w.toml").empty());
}

TEST_CASE("A waiver says why, and until when") {
    CHECK(refusal_of("[[waiver]]\nrule = 'x'\n" + kUntil)
              .starts_with("w.toml:1:1: waiver has no 'justification'"));
    CHECK(refusal_of("[[waiver]]\nrule = 'x'\njustification = ''\n" + kUntil).starts_with("w.toml:3:17:"));
    CHECK(refusal_of("[[waiver]]\nrule = 'x'\njustification = ' '\n" + kUntil).starts_with("w.toml:3:17:"));
    CHECK(refusal_of("[[waiver]]\nrule = 'x'\n" + kWhy)
              .starts_with("w.toml:1:1: waiver has no 'expires' | expected "
                           "expires = 2027-03-31"));
    CHECK(refusal_of("[[waiver]]\nrule = 'x'\n" + kWhy + "expires = '2027-03-31'\n")
              .starts_with("w.toml:4:11: waiver.expires is a string | expected a date without quotes"));
    CHECK_FALSE(refusal_of("[[waiver]]\nrule = 'x'\n" + kWhy + "expires = 2027-02-29\n").empty());
}

TEST_CASE("A waiver of everything is none, and other keys are refused") {
    CHECK(refusal_of("[[waiver]]\n" + kWhy + kUntil).starts_with("w.toml:1:1: a waiver of everything"));
    CHECK(refusal_of("[[waiver]]\nrules = 'x'\n" + kWhy + kUntil)
              .starts_with("w.toml:2:1: 'rules' is no key of waiver"));
    CHECK(refusal_of("[[waivers]]\nrule = 'x'\n").starts_with("w.toml:1:3: 'waivers' is no key of the file"));
    CHECK_FALSE(refusal_of("waiver = 'x'").empty());
    CHECK_FALSE(refusal_of("[[waiver]]\nrule = ''\n" + kWhy + kUntil).empty());
    CHECK_FALSE(refusal_of("[[waiver]]\nrule = 1\n" + kWhy + kUntil).empty());
}

TEST_CASE("Nothing of a wrong file is repeated") {
    for (const char* text : {"pass = CANARY", "CANARY = 'x'", "[[waiver]]\nCANARY = 1", "CANARY"}) {
        const std::string refusal = refusal_of(text);
        INFO(text);
        CHECK(refusal.starts_with("w.toml:"));
        CHECK(refusal.find("CANARY") == std::string::npos);
    }
}

TEST_CASE("What is no fingerprint may be a secret, and is not repeated") {
    for (const char* key : {"credential", "finding"}) {
        const std::string refusal =
            refusal_of(std::string("[[waiver]]\n") + key + " = 's3cret'\n" + kWhy + kUntil);
        CHECK(refusal.starts_with("w.toml:2:"));
        CHECK(refusal.find("s3cret") == std::string::npos);
    }
}

TEST_CASE("A path or a host that anything fits is no limit") {
    for (const std::string key :
         {"path = '*'", "path = '/*'", "path = '**/*'", "host = '*'", "path = '*'\nhost = '*'"}) {
        CHECK(refusal_of("[[waiver]]\n" + key + "\n" + kWhy + kUntil)
                  .starts_with("w.toml:1:1: a waiver of everything"));
    }
    for (const std::string key : {"path = '*.sql'", "path = '*'\nrule = 'x'", "host = 'web*'"}) {
        CHECK(refusal_of("[[waiver]]\n" + key + "\n" + kWhy + kUntil).empty());
    }
}
