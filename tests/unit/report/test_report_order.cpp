#include "report/report_order.hpp"

#include "catch.hpp"
#include "sample_report.hpp"

using namespace postern;

TEST_CASE("Sources stand by host and path, findings by source, credentials as they are met") {
    Report report;
    for (const auto& [host, path] :
         {std::pair("b", "1"), std::pair("a", "2"), std::pair("a", "1"), std::pair("a", "1")}) {
        report.sources.push_back(test::sample_source(path));
        report.sources.back().host = host;
        report.sources.back().bytes = report.sources.size();
    }
    report.credentials = {{"c1", "x", "x", 9}, {"c2", "y", "y", 9}, {"c3", "none", "none", 1}};
    report.rules = {{"r1", "", "", {}}, {"r2", "", "", {}}, {"r3", "", "", {}}};
    for (const auto& [source, credential, rule] :
         {std::tuple(0, "c1", "r1"), std::tuple(3, "c2", "r2"), std::tuple(2, "c1", "r1")}) {
        report.findings.push_back(test::sample_finding(static_cast<std::size_t>(source)));
        report.findings.back().secret->credential = credential;
        report.findings.back().rule = rule;
        report.findings.back().account.username = "of source " + std::to_string(source);
    }
    CHECK(report::put_in_order(report).sources == std::vector<std::size_t>{3, 2, 0, 1});
    CHECK(report.sources[0].bytes == 3);
    CHECK(report.sources[1].bytes == 4);
    CHECK(report.sources[3].host == "b");
    CHECK(report.findings[0].source == 0);
    CHECK(report.findings[1].source == 1);
    CHECK(report.findings[2].source == 3);
    REQUIRE(report.credentials.size() == 2);
    CHECK(report.credentials[0].id == "c1");
    CHECK(report.credentials[0].username == "of source 2");
    CHECK(report.credentials[0].places == 2);
    CHECK(report.credentials[1].username == "of source 3");
    CHECK(report.findings[0].secret->credential == "c1");
    CHECK(report.findings[1].secret->credential == "c2");
    CHECK(report.findings[2].secret->credential == "c1");
    REQUIRE(report.rules.size() == 2);
    CHECK(report.rules[0].id == "r1");
}

TEST_CASE("What is in order stays as it is") {
    Report report;
    report.sources = {test::sample_source("a"), test::sample_source("b")};
    report.credentials = {{"c1", "jira@example.org", "smtp.example.org", 2}};
    report.findings = {test::sample_finding(0), test::sample_route(1), test::sample_finding(1)};
    CHECK(report::put_in_order(report).sources == std::vector<std::size_t>{0, 1});
    CHECK(report.findings[1].kind == FindingKind::open_mail_route);
    CHECK(report.credentials[0].places == 2);
}
