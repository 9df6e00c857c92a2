#include "report/json_finding_reader.hpp"

#include "base/byte_stream.hpp"
#include "catch.hpp"
#include "sample_report.hpp"

using namespace postern;

TEST_CASE("A finding of a report without sources is refused") {
    const report::JsonValue document = report::parse_json(R"({
        "id": "3f9c", "rule": "r", "kind": "risk", "severity": "low", "status": "active", "source": 0})");
    CHECK_THROWS_AS(report::read_finding(report::JsonPlace(document), {}), base::DamagedInput);
}

TEST_CASE("A finding is read to its last key") {
    Report report;
    report.sources = {test::sample_source("a")};
    const report::JsonValue document = report::parse_json(R"({
        "id": "3f9c", "rule": "r", "kind": "risk", "severity": "low", "status": "commented-out", "source": 0,
        "location": {"table": "t", "key": null, "field": "f", "byte": 3, "line": null, "assumed_layout": false},
        "account": {"product": "p", "name": null, "direction": "incoming", "protocol": null, "host": null,
                    "port": null, "tls": "starttls", "username": null, "from": null, "jndi": null, "proxy": null,
                    "enabled": true, "unknown_cipher": null},
        "secret": null, "exposure": {"file": null, "roles": []}, "advice": ["Look."], "guess": false,
        "waiver": null, "known": true})");
    const Finding finding = report::read_finding(report::JsonPlace(document), report);
    CHECK(finding.kind == FindingKind::risk);
    CHECK(finding.status == Status::commented_out);
    CHECK(finding.location.byte == 3);
    CHECK(finding.account.direction == Direction::incoming);
    CHECK(finding.account.tls == Tls::starttls);
    CHECK_FALSE(finding.account.host.has_value());
    CHECK(finding.advice == std::vector<std::string>{"Look."});
    CHECK(finding.known);
}
