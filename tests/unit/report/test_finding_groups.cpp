#include "catch.hpp"
#include "report/finding_groups.hpp"
#include "sample_report.hpp"

using namespace postern;
using namespace postern::report;
using test::sample_finding;

TEST_CASE("Places of one credential are one group, whatever the account") {
    Report report;
    report.findings = {sample_finding(0), sample_finding(1)};
    report.findings[1].account.username = "other@example.org";
    const auto groups = group_findings(report, FindingKind::exposed_credential);
    REQUIRE(groups.size() == 1);
    CHECK(groups[0].same_secret);
    CHECK(groups[0].places.size() == 2);
}

TEST_CASE("Secrets that could not be compared are grouped by account") {
    Report report;
    report.findings = {sample_finding(0), sample_finding(1), sample_finding(2), sample_finding(3)};
    for (std::size_t i = 0; i < 3; ++i) {
        report.findings[i].secret->credential.reset();
    }
    report.findings[2].secret->type = "refresh-token";
    const auto groups = group_findings(report, FindingKind::exposed_credential);
    REQUIRE(groups.size() == 3);
    CHECK(groups[0].places.size() == 2);
    CHECK_FALSE(groups[0].same_secret);
    CHECK(groups[2].same_secret);
}

TEST_CASE("The highest severity comes first, then the most places") {
    Report report;
    report.findings = {sample_finding(), sample_finding(), sample_finding(), sample_finding()};
    report.findings[0].secret->credential = "c1";
    report.findings[0].severity = Severity::medium;
    report.findings[1].secret->credential = "c2";
    report.findings[2].secret->credential = "c3";
    report.findings[3].secret->credential = "c3";
    report.findings[3].severity = Severity::low;
    const auto groups = group_findings(report, FindingKind::exposed_credential);
    REQUIRE(groups.size() == 3);
    CHECK(groups[0].lead().secret->credential == "c3");
    CHECK(groups[0].severity() == Severity::high);
    CHECK(groups[1].lead().secret->credential == "c2");
    CHECK(groups[2].lead().secret->credential == "c1");
}

TEST_CASE("Only findings of the kind asked for are grouped") {
    Report report;
    report.findings = {sample_finding(), test::sample_route()};
    CHECK(group_findings(report, FindingKind::open_mail_route).size() == 1);
    CHECK(group_findings(report, FindingKind::risk).empty());
}

TEST_CASE("Places of one source stand together") {
    Report report;
    report.findings = {sample_finding(1), sample_finding(0), sample_finding(1)};
    const auto groups = group_findings(report, FindingKind::exposed_credential);
    REQUIRE(groups.size() == 1);
    const auto sources = by_source(groups[0]);
    REQUIRE(sources.size() == 2);
    CHECK(sources[0].size() == 2);
    CHECK(sources[0][0]->source == 1);
    CHECK(sources[1][0]->source == 0);
}

TEST_CASE("A group counts when one of its places does") {
    Report report;
    report.findings = {sample_finding(), sample_finding()};
    report.findings[0].known = true;
    CHECK(group_findings(report, FindingKind::exposed_credential)[0].counts());
    report.findings[1].waiver = Waiver{};
    CHECK_FALSE(group_findings(report, FindingKind::exposed_credential)[0].counts());
}
