#include "catch.hpp"
#include "report/finding_rows.hpp"
#include "sample_report.hpp"

using namespace postern;
using namespace postern::report;

TEST_CASE("Of one severity, what is held today comes first, and what was rotated last") {
    Report report;
    report.findings = {test::sample_finding(), test::sample_finding(), test::sample_finding(),
                       test::sample_finding(), test::sample_finding(), test::sample_finding()};
    report.findings[2].secret->credential = "not-dated";
    report.findings[3].secret->credential = "today";
    report.findings[4].secret->credential = "perhaps";
    report.findings[5].secret->credential = "low";
    report.findings[5].severity = Severity::low;
    AccountHistory history;
    history.today = {"today", "low"};
    history.unclear = {"perhaps"};
    history.earlier = {"c1"};
    std::vector<std::string> order;
    for (const FindingRow& row : finding_rows(report, FindingKind::exposed_credential, {history})) {
        order.push_back(row.group.lead().secret->credential.value_or(""));
    }
    CHECK(order == std::vector<std::string>{"today", "perhaps", "not-dated", "c1", "low"});
}

TEST_CASE("Only a credential is held, and one that was not compared is not known to be") {
    Report report;
    report.findings = {test::sample_route(), test::sample_finding()};
    report.findings[1].secret->credential.reset();
    CHECK_FALSE(finding_rows(report, FindingKind::open_mail_route, {}).at(0).held);
    CHECK(finding_rows(report, FindingKind::exposed_credential, {}).at(0).held == Rotation::unknown);
}
