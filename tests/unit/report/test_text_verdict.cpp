#include "catch.hpp"
#include "report/text_verdict.hpp"
#include "sample_report.hpp"

using namespace postern;

namespace {

std::string verdict(const Report& report) {
    report::TextPage page({false, false, 200});
    report::write_verdict(report, page);
    return page.text();
}

Report with_sources() {
    Report report;
    report.sources = {test::sample_source("a.sql"), test::sample_source("b.sql")};
    return report;
}

}  // namespace

TEST_CASE("One credential in one place is told in the singular") {
    Report report = with_sources();
    report.findings = {test::sample_finding()};
    CHECK(verdict(report) == "1 mail credential lies open in 1 place.\n");
    report.findings[0].exposure.file = FileExposure{0644, "root", true};
    CHECK(verdict(report) ==
          "1 mail credential lies open in 1 place.\nIt is readable by everybody who can reach the folder.\n");
}

TEST_CASE("Places that everybody can read are counted") {
    Report report = with_sources();
    report.findings = {test::sample_finding(), test::sample_finding(1)};
    report.findings[0].exposure.file = FileExposure{0644, "root", true};
    CHECK(verdict(report) ==
          "1 mail credential lies open in 2 places.\n"
          "1 of these places is readable by everybody who can reach the folder.\n");
    report.findings[1].exposure.file = FileExposure{0644, "root", true};
    CHECK(verdict(report) ==
          "1 mail credential lies open in 2 places.\nAll of them are readable by everybody who can reach the "
          "folder.\n");
}

TEST_CASE("Findings with gaps say that there may be more") {
    Report report = with_sources();
    report.findings = {test::sample_finding(), test::sample_route()};
    report.sources[1].skips = {{0, "no such file"}};
    CHECK(verdict(report) ==
          "1 mail credential lies open in 1 place.\n"
          "Also found: 1 open mail route.\n"
          "There may be more: 1 part could not be read (listed below).\n");
}

TEST_CASE("Routes and risks are told where no credential is found") {
    Report report = with_sources();
    report.findings = {test::sample_route(), test::sample_route()};
    report.findings[1].kind = FindingKind::risk;
    CHECK(verdict(report) ==
          "No mail credentials found in 2 sources (4.0 KiB).\n"
          "Found all the same: 1 open mail route and 1 risk.\n");
}

TEST_CASE("A setting that lays passwords open is not preceded by a denial of them") {
    Report report = with_sources();
    report.findings = {test::sample_route()};
    report.findings[0].kind = FindingKind::risk;
    report.findings[0].severity = Severity::high;
    CHECK(
        verdict(report) ==
        "No mail credentials of an application found in 2 sources (4.0 KiB).\nFound all the same: 1 risk.\n");
}

TEST_CASE("Nothing found and gaps is no clean result") {
    Report report = with_sources();
    report.sources[0].skips = {{5, "x"}, {9, "y"}};
    CHECK(verdict(report) ==
          "No mail credentials found in 2 sources (4.0 KiB).\n"
          "This is NOT a clean result: 2 parts could not be read (listed below).\n");
}

TEST_CASE("Nothing looked at is no clean result") {
    CHECK(verdict({}) == "Nothing was looked at.\n");
}

TEST_CASE("Notes on waivers stand under the verdict, made harmless") {
    Report report = with_sources();
    report.notes = {"A waiver ended on 2026-10-01.", "odd \x1b"};
    CHECK(verdict(report) ==
          "No mail credentials found in 2 sources (4.0 KiB).\n"
          "Note: A waiver ended on 2026-10-01.\nNote: odd \\x1b\n");
}

TEST_CASE("What came of trying the passwords is told, with the notes") {
    Report report = with_sources();
    report.credentials = {{"c1", "", "", 1}};
    report.credentials[0].login = LoginOutcome::verified;
    report.findings = {test::sample_finding()};
    report.notes = {"One\nthing."};
    CHECK(verdict(report) ==
          "1 mail credential lies open in 1 place.\n"
          "1 of these places holds a password that still works.\n"
          "Tried at their servers: 1 still works, 0 were refused, 0 could not be tried.\n"
          "Note: One\\x0athing.\n");
}
