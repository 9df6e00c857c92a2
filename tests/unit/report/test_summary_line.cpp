#include "catch.hpp"
#include "report/summary_line.hpp"
#include "sample_report.hpp"

using namespace postern;

namespace {

std::string line(const Report& report, ExitCode code = ExitCode::findings) {
    return report::summary_line(report, "0.1.0", code);
}

Report with_sources() {
    Report report;
    report.sources = {test::sample_source("a.sql"), test::sample_source("b.sql")};
    return report;
}

}  // namespace

TEST_CASE("A run without findings is one line") {
    CHECK(line(with_sources(), ExitCode::clean) ==
          "postern 0.1.0: no mail credentials; 2 sources (4.0 KiB); exit 0");
    CHECK(line({}, ExitCode::clean) == "postern 0.1.0: no mail credentials; 0 sources; exit 0");
}

TEST_CASE("Credentials are counted by severity, and their places") {
    Report report = with_sources();
    report.findings = {test::sample_finding(), test::sample_finding(1), test::sample_finding()};
    report.findings[2].secret->credential = "c2";
    report.findings[2].account.username = "other@example.com";
    report.findings[2].severity = Severity::medium;
    CHECK(line(report) ==
          "postern 0.1.0: 2 mail credentials (1 high, 1 medium) in 3 places; 2 sources (4.0 KiB); exit 1");
}

TEST_CASE("Routes and risks are counted beside them") {
    Report report = with_sources();
    report.findings = {test::sample_finding(), test::sample_route(), test::sample_route()};
    report.findings[2].kind = FindingKind::risk;
    CHECK(line(report) ==
          "postern 0.1.0: 1 mail credential (1 high) in 1 place, 1 open mail route, 1 risk; 2 sources (4.0 "
          "KiB); "
          "exit 1");
}

TEST_CASE("What was not read is never left out") {
    Report report = with_sources();
    report.sources[1].skips = {{0, "no such file"}, {7, "damaged"}};
    CHECK(line(report, ExitCode::incomplete) ==
          "postern 0.1.0: no mail credentials; 2 sources (4.0 KiB), 1 not read to its end; exit 4");
    report.sources[0].skips = {{0, "no such file"}};
    CHECK(line(report, ExitCode::incomplete) ==
          "postern 0.1.0: no mail credentials; 2 sources (4.0 KiB), 2 not read to their end; exit 4");
}

TEST_CASE("What is waived or known is counted with the rest, and told") {
    Report report = with_sources();
    report.findings = {test::sample_finding(), test::sample_finding(1), test::sample_route()};
    report.findings[0].waiver = Waiver{"rotated next week", "2027-03-31"};
    report.findings[2].known = true;
    CHECK(
        line(report) ==
        "postern 0.1.0: 1 mail credential (1 high) in 2 places, 1 open mail route, none of them new (1 known "
        "before); 2 sources (4.0 KiB); exit 1");
    report.findings[1].known = true;
    CHECK(line(report, ExitCode::clean) ==
          "postern 0.1.0: 1 mail credential (1 high) in 2 places, none of them open (1 waived), 1 open mail "
          "route, none of them new (1 known before); 2 sources (4.0 KiB); exit 0");
    report.findings[1].secret->credential = "c2";
    report.findings[2] = test::sample_finding();
    report.findings[2].secret->credential = "c3";
    CHECK(
        line(report) ==
        "postern 0.1.0: 3 mail credentials (3 high) in 3 places, 1 of them new (1 waived, 1 known before); 2 "
        "sources (4.0 KiB); exit 1");
}

TEST_CASE("It tells what came of logins") {
    Report report = with_sources();
    report.findings = {test::sample_finding()};
    report.credentials = {{"c1", "", "", 1, "", LoginOutcome::verified}, {"c2", "", "", 1}};
    CHECK(line(report).find("in 1 place; logins: 1 works, 0 refused, 0 not tried; 2 sources") !=
          std::string::npos);
}
