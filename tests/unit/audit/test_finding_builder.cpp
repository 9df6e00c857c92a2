#include "audit/finding_builder.hpp"

#include "audit/account_reader.hpp"
#include "catch.hpp"
#include "support/sample_rule.hpp"

using namespace postern;
using test::SampleRow;

namespace {

std::vector<audit::Detection> findings(const SampleRow& row, const audit::Relay& relay = {},
                                       const Rule& rule = test::sample_rule()) {
    const base::KeyedDigest digest;
    const auto account = audit::read_account(rule, row.record);
    REQUIRE(account.has_value());
    return audit::build_findings(rule, row.record, *account, relay, digest);
}

}  // namespace

TEST_CASE("a secret in the clear is of high severity") {
    SampleRow row{{"id", "10000"},
                  {"host", "h"},
                  {"password",
                   "s\xC3\xA9"
                   "cret"},
                  {"name", "n"}};
    row.record.schema = "public";
    row.record.database = "jira";
    const auto found = findings(row);
    REQUIRE(found.size() == 1);
    const Finding& finding = found[0].finding;
    CHECK(finding.rule == "sample");
    CHECK(finding.kind == FindingKind::exposed_credential);
    CHECK(finding.severity == Severity::high);
    CHECK(finding.status == Status::active);
    CHECK(finding.location.table == "jira.public.mailserver");
    CHECK(finding.location.key == "10000");
    CHECK(finding.location.field == "password");
    CHECK(finding.location.byte == row.fields[2].bytes.begin);
    CHECK(finding.location.line == 7);
    CHECK(finding.account.secrets.empty());
    CHECK(finding.account.name == "n");
    REQUIRE(finding.secret.has_value());
    CHECK(finding.secret->length == 6);
    CHECK(finding.secret->encoding == Encoding::plain);
    CHECK(finding.advice == std::vector<std::string>{"Do something."});
    CHECK(found[0].secret.has_value());
    row.fields[2].line = 9;
    CHECK(findings(row)[0].finding.location.line == 9);
}

TEST_CASE("a secret that a field only refers to is told with the file that holds it") {
    SampleRow row{{"id", "1"}, {"host", "h"}, {"password", "x"}};
    row.fields[2].stands_in = "a.properties, pw";
    const auto found = findings(row);
    REQUIRE(found.size() == 1);
    REQUIRE(found[0].finding.advice.size() == 2);
    CHECK(found[0].finding.advice[0] ==
          "Remove the secret from a.properties, pw too: the file it was found in only refers to it.");
}

TEST_CASE("encoding, comments and switches change severity and status") {
    CHECK(findings({{"host", "h"}, {"password", "c2VjcmV0"}})[0].finding.severity == Severity::high);
    CHECK(findings({{"host", "h"}, {"password", "x!"}, {"cipher", "AES"}})[0].finding.severity ==
          Severity::medium);
    const auto unknown = findings({{"host", "h"}, {"password", "x!"}, {"cipher", "X"}});
    CHECK(unknown[0].finding.severity == Severity::high);
    CHECK(unknown[0].finding.advice[0].starts_with("The cipher \"X\" named beside"));
    SampleRow assumed{{"host", "h"}, {"password", "x!"}, {"cipher", "perhaps a password"}};
    assumed.record.columns_known = false;
    const auto of_assumed = findings(assumed);
    REQUIRE(of_assumed.size() == 1);
    for (const std::string& advice : of_assumed[0].finding.advice) {
        CHECK(advice.find("perhaps a password") == std::string::npos);
    }
    SampleRow commented{{"host", "h"}, {"password", "x"}};
    commented.record.commented_out = true;
    CHECK(findings(commented)[0].finding.severity == Severity::medium);
    CHECK(findings(commented)[0].finding.status == Status::commented_out);
    CHECK(findings({{"host", "h"}, {"password", "x"}, {"enabled", "false"}})[0].finding.status ==
          Status::disabled);
    CHECK(findings({{"host", "h"}, {"password", "x"}, {"enabled", "false"}})[0].finding.severity ==
          Severity::high);
}

TEST_CASE("an outgoing server without a secret is an open route unless it is the relay") {
    const auto open = findings({{"host", "mail.example.com"}});
    REQUIRE(open.size() == 1);
    CHECK(open[0].finding.kind == FindingKind::open_mail_route);
    CHECK(open[0].finding.severity == Severity::low);
    CHECK_FALSE(open[0].finding.secret.has_value());
    CHECK_FALSE(open[0].secret.has_value());
    CHECK(open[0].finding.location.field.empty());
    CHECK(open[0].finding.location.byte == 90);
    for (const char* host : {"localhost", "LOCALHOST", "127.0.0.1", "::1"}) {
        CHECK(findings({{"host", host}}).empty());
        CHECK(findings({{"host", host}, {"port", "2525"}}).size() == 1);
        CHECK(findings({{"host", host}}, {"relay.example.com", 25}).size() == 1);
    }
    CHECK(findings({{"host", "Relay.example.com"}, {"port", "587"}}, {"relay.example.com", 587}).empty());
    CHECK(findings({{"host", "relay.example.com"}}, {"relay.example.com", 587}).size() == 1);
    CHECK(findings({{"jndi", "x"}}).size() == 1);
}

TEST_CASE("no route out: incoming, disabled, commented out") {
    CHECK(findings({{"host", "h"}, {"type", "pop"}}).empty());
    CHECK(findings({{"host", "h"}, {"enabled", "false"}}).empty());
    SampleRow commented{{"host", "h"}};
    commented.record.commented_out = true;
    CHECK(findings(commented).empty());
}

TEST_CASE("a secret kept elsewhere is a risk, or rides on the open route") {
    const auto route = findings({{"host", "h"}, {"username", "u"}});
    REQUIRE(route.size() == 1);
    CHECK(route[0].finding.kind == FindingKind::open_mail_route);
    CHECK(route[0].finding.secret->encoding == Encoding::external);
    const auto risk = findings({{"host", "h"}, {"username", "u"}, {"type", "pop"}});
    REQUIRE(risk.size() == 1);
    CHECK(risk[0].finding.kind == FindingKind::risk);
    CHECK(risk[0].finding.severity == Severity::low);
    CHECK_FALSE(risk[0].secret.has_value());
}

TEST_CASE("a secret on the relay is still a secret") {
    CHECK(findings({{"host", "localhost"}, {"password", "x"}})[0].finding.kind ==
          FindingKind::exposed_credential);
}

TEST_CASE("an assumed layout is said first") {
    SampleRow row{{"host", "h"}, {"password", "x"}};
    row.record.columns_known = false;
    const auto found = findings(row);
    REQUIRE(found[0].finding.advice.size() == 2);
    CHECK(found[0].finding.advice[0].starts_with("Assumed layout"));
}

TEST_CASE("a rule that guesses is never sure") {
    Rule rule = test::sample_rule();
    rule.guess = true;
    CHECK(findings({{"host", "h"}, {"password", "x"}}, {}, rule)[0].finding.severity == Severity::medium);
    CHECK(findings({{"host", "h"}, {"password", "x"}}, {}, rule)[0].finding.guess);
}
