#include "cli/verdict.hpp"

#include "catch.hpp"

using namespace postern;

TEST_CASE("Findings fail a run from a severity on, unless they are waived or known") {
    Report report;
    report.sources.resize(1);
    CHECK(cli::verdict(report, Severity::low) == ExitCode::clean);
    report.findings.resize(1);
    report.findings[0].severity = Severity::medium;
    CHECK(cli::verdict(report, Severity::low) == ExitCode::findings);
    CHECK(cli::verdict(report, Severity::medium) == ExitCode::findings);
    CHECK(cli::verdict(report, Severity::high) == ExitCode::clean);
    CHECK(cli::verdict(report, std::nullopt) == ExitCode::clean);
    report.findings[0].known = true;
    CHECK(cli::verdict(report, Severity::low) == ExitCode::clean);
    report.findings[0].known = false;
    report.findings[0].waiver = Waiver{};
    CHECK(cli::verdict(report, Severity::low) == ExitCode::clean);
}

TEST_CASE("An incomplete run is incomplete whatever is waived") {
    Report report;
    report.sources.resize(1);
    report.sources[0].skips.push_back({0, "cut"});
    CHECK(cli::verdict(report, std::nullopt) == ExitCode::incomplete);
    report.findings.resize(1);
    CHECK(cli::verdict(report, Severity::low) == ExitCode::incomplete);
}
