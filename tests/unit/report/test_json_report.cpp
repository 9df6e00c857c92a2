#include <algorithm>
#include <nlohmann/json.hpp>

#include "catch.hpp"
#include "report/json_report.hpp"
#include "sample_report.hpp"
#include "support/memory_stream.hpp"

using namespace postern;

namespace {

std::string json_of(const Report& report) {
    test::MemorySink sink;
    report::write_json(report, sink);
    return sink.text;
}

nlohmann::json parsed(const Report& report) {
    return nlohmann::json::parse(json_of(report));
}

Report small_report() {
    Report report;
    report.version = "0.1.0";
    report.started = "2026-11-29T02:00:00Z";
    report.rules = {{"jira-mailserver", "Jira mail server", "Anybody reads it.", {"https://example.org/kb"}}};
    report.sources = {test::sample_source("backup.zip!entities.xml", "jira-xml", 123)};
    report.sources[0].host = "db1";
    report.sources[0].modified = 0;
    report.sources[0].skips = {{17, "element never ends"}};
    report.runs = {{"0123456789abcdef", "db1", "2026-11-29T02:00:00Z"}};
    report.sources[0].run = "0123456789abcdef";
    report.credentials = {{"c1", "jira@example.org", "smtp.example.org", 1}};
    report.findings = {test::sample_finding()};
    report.findings[0].exposure = {FileExposure{0644, "root", true}, {"jira", "reporting"}};
    return report;
}

constexpr const char* kSmallReport = R"({
  "schema": "postern-report/1",
  "tool": {
    "name": "postern",
    "version": "0.1.0"
  },
  "started": "2026-11-29T02:00:00Z",
  "fingerprint_key": null,
  "shard": null,
  "complete": false,
  "summary": {
    "sources": 1,
    "findings": 1,
    "high": 1,
    "medium": 0,
    "low": 0,
    "bytes": 123,
    "other_files": 0,
    "links_not_followed": 0
  },
  "rules": [
    {
      "id": "jira-mailserver",
      "title": "Jira mail server",
      "risk": "Anybody reads it.",
      "references": [
        "https://example.org/kb"
      ]
    }
  ],
  "notes": [],
  "runs": [
    {
      "id": "0123456789abcdef",
      "host": "db1",
      "started": "2026-11-29T02:00:00Z",
      "scope": null,
      "other_files": 0,
      "links_not_followed": 0
    }
  ],
  "sources": [
    {
      "id": 0,
      "run": "0123456789abcdef",
      "host": "db1",
      "path": "backup.zip!entities.xml",
      "kind": "jira-xml",
      "bytes": 123,
      "modified": "1970-01-01T00:00:00Z",
      "complete": false,
      "skips": [
        {
          "at": 17,
          "reason": "element never ends"
        }
      ],
      "notes": []
    }
  ],
  "credentials": [
    {
      "id": "c1",
      "username": "jira@example.org",
      "host": "smtp.example.org",
      "places": 1,
      "fingerprint": null,
      "login": null,
      "login_tried": null
    }
  ],
  "findings": [
    {
      "id": "3f9c",
      "rule": "jira-mailserver",
      "kind": "exposed-credential",
      "severity": "high",
      "status": "active",
      "source": 0,
      "location": {
        "table": "mailserver",
        "key": "10000",
        "field": "mailpassword",
        "byte": 4567,
        "line": 12,
        "assumed_layout": false
      },
      "account": {
        "product": "jira",
        "name": "GMail",
        "direction": "outgoing",
        "protocol": "smtps",
        "host": "smtp.example.org",
        "port": 465,
        "tls": "implicit",
        "username": "jira@example.org",
        "from": "jira@example.org",
        "jndi": null,
        "proxy": null,
        "enabled": true,
        "unknown_cipher": null
      },
      "secret": {
        "type": "password",
        "encoding": "plain",
        "length": 7,
        "credential": "c1"
      },
      "exposure": {
        "file": {
          "mode": "0644",
          "owner": "root",
          "world_readable": true
        },
        "roles": [
          "jira",
          "reporting"
        ]
      },
      "advice": [
        "Change the password."
      ],
      "guess": false,
      "waiver": null,
      "known": false
    }
  ]
}
)";

}  // namespace

TEST_CASE("A small report has exactly this JSON") {
    CHECK(json_of(small_report()) == kSmallReport);
}

TEST_CASE("An empty report has every key") {
    const auto document = parsed({});
    CHECK(document["complete"] == true);
    CHECK(document["sources"] == nlohmann::json::array());
    CHECK(document["credentials"] == nlohmann::json::array());
    CHECK(document["findings"] == nlohmann::json::array());
    CHECK(document["summary"]["bytes"] == 0);
}

TEST_CASE("What a finding does not have is null") {
    Report report;
    report.sources = {test::sample_source("-")};
    report.findings = {test::sample_route()};
    report.findings[0].location = {"mailserver", "", "", 40, 0};
    report.findings[0].account = Account{};
    const auto finding = parsed(report)["findings"][0];
    CHECK(finding["secret"].is_null());
    CHECK(finding["exposure"]["file"].is_null());
    CHECK(finding["exposure"]["roles"] == nlohmann::json::array());
    CHECK(finding["location"]["key"].is_null());
    CHECK(finding["location"]["field"].is_null());
    CHECK(finding["location"]["line"].is_null());
    CHECK(finding["location"]["byte"] == 40);
    for (const char* key : {"name", "protocol", "host", "port", "username", "from", "jndi"}) {
        CAPTURE(key);
        CHECK(finding["account"][key].is_null());
    }
}

TEST_CASE("A secret that was not compared has no credential") {
    Report report = small_report();
    report.findings[0].secret->credential.reset();
    CHECK(parsed(report)["findings"][0]["secret"]["credential"].is_null());
}

TEST_CASE("A live database has no byte positions") {
    Report report = small_report();
    report.sources[0].kind = "postgresql";
    CHECK(parsed(report)["findings"][0]["location"]["byte"].is_null());
}

TEST_CASE("The summary counts by severity and adds up bytes") {
    Report report;
    report.sources = {test::sample_source("a"), test::sample_source("b")};
    report.findings = {test::sample_finding(), test::sample_finding(), test::sample_route()};
    report.findings[1].severity = Severity::medium;
    report.runs = {{"0123456789abcdef", "db1", "2026-11-29T02:00:00Z", "", 5, 2}};
    const auto document = parsed(report);
    CHECK(document["summary"] == nlohmann::json{{"sources", 2},
                                                {"findings", 3},
                                                {"high", 1},
                                                {"medium", 1},
                                                {"low", 1},
                                                {"bytes", 4096},
                                                {"other_files", 5},
                                                {"links_not_followed", 2}});
    CHECK(document["complete"] == true);
    CHECK(document["sources"][1]["complete"] == true);
}

TEST_CASE("A mode keeps its four digits") {
    Report report = small_report();
    report.findings[0].exposure.file->mode = 0100040;
    CHECK(parsed(report)["findings"][0]["exposure"]["file"]["mode"] == "0040");
}

TEST_CASE("Text that is not UTF-8 is escaped, never refused") {
    Report report = small_report();
    const std::string bad = "a\xFF\x1b";
    report.sources[0].path = bad;
    report.sources[0].skips[0].reason = bad;
    report.credentials[0].username = bad;
    report.findings[0].location.table = bad;
    report.findings[0].account.name = bad;
    report.findings[0].exposure.roles = {bad};
    const auto document = parsed(report);
    const std::string escaped = "a\\xff\\x1b";
    CHECK(document["sources"][0]["path"] == escaped);
    CHECK(document["sources"][0]["skips"][0]["reason"] == escaped);
    CHECK(document["credentials"][0]["username"] == escaped);
    CHECK(document["findings"][0]["location"]["table"] == escaped);
    CHECK(document["findings"][0]["account"]["name"] == escaped);
    CHECK(document["findings"][0]["exposure"]["roles"][0] == escaped);
}

TEST_CASE("Good UTF-8 comes back as it was, from plain ASCII") {
    Report report = small_report();
    report.findings[0].account.name = "B\u00fcro \u009b \x1b[31m";
    const std::string text = json_of(report);
    CHECK(std::all_of(text.begin(), text.end(), [](char c) { return c == '\n' || (c >= 0x20 && c < 0x7F); }));
    CHECK(parsed(report)["findings"][0]["account"]["name"] == "B\u00fcro \u009b \x1b[31m");
}

TEST_CASE("A secret of no mail server has neither direction nor TLS") {
    Report report = small_report();
    report.findings[0].account.protocol.clear();
    CHECK(parsed(report)["findings"][0]["account"]["direction"] == nullptr);
    CHECK(parsed(report)["findings"][0]["account"]["tls"] == nullptr);
    report.findings[0].secret.reset();
    CHECK(parsed(report)["findings"][0]["account"]["direction"] == "outgoing");
}

TEST_CASE("A finding of no source is still reported") {
    Report report;
    report.findings = {test::sample_finding(9)};
    CHECK(parsed(report)["findings"][0]["source"] == 9);
}

TEST_CASE("Notes are of a source, or of the whole report") {
    Report report = small_report();
    report.sources[0].notes = {"It is a cluster."};
    report.notes = {"This is shard 1 of 2."};
    CHECK(parsed(report)["sources"][0]["notes"] == nlohmann::json({"It is a cluster."}));
    CHECK(parsed(report)["notes"] == nlohmann::json({"This is shard 1 of 2."}));
}

TEST_CASE("What other runs compare is there") {
    Report report = small_report();
    report.fingerprint_key = "0123456789abcdef";
    report.credentials[0].fingerprint = "00112233445566778899aabbccddeeff";
    report.credentials[0].login = LoginOutcome::rejected;
    report.shard = Shard{2, 3, "fedcba9876543210", 40};
    report.findings[0].waiver = Waiver{"until the migration", "2027-03-31"};
    report.findings[0].known = true;
    const auto document = parsed(report);
    CHECK(document["fingerprint_key"] == "0123456789abcdef");
    CHECK(document["credentials"][0]["fingerprint"] == "00112233445566778899aabbccddeeff");
    CHECK(document["credentials"][0]["login"] == "rejected");
    CHECK(document["shard"] ==
          nlohmann::json{{"number", 2}, {"of", 3}, {"work", "fedcba9876543210"}, {"files", 40}});
    CHECK(document["findings"][0]["waiver"] ==
          nlohmann::json{{"justification", "until the migration"}, {"expires", "2027-03-31"}});
    CHECK(document["findings"][0]["known"] == true);
}

TEST_CASE("A date that no calendar of four digits has is not known") {
    Report report = small_report();
    report.sources[0].modified = INT64_MAX;
    CHECK(parsed(report)["sources"][0]["modified"].is_null());
    report.sources[0].modified.reset();
    CHECK(parsed(report)["sources"][0]["modified"].is_null());
}
