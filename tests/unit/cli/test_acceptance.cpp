#include "cli/acceptance.hpp"

#include <algorithm>
#include <fstream>

#include "catch.hpp"
#include "cli/report_input.hpp"
#include "postern/error.hpp"
#include "support/project_root.hpp"
#include "support/temporary_folder.hpp"

using namespace postern;

namespace {

const std::string kReport = test::project_root() + "/tests/cli/scan/golden/tomcat.json";

std::size_t counting(const Report& report) {
    return static_cast<std::size_t>(std::count_if(report.findings.begin(), report.findings.end(),
                                                  [](const Finding& finding) { return finding.counts(); }));
}

}  // namespace

TEST_CASE("Waivers and a baseline mark what they are about") {
    Report report = cli::read_report(kReport);
    REQUIRE(counting(report) == 4);
    cli::Acceptance({}).apply(report);
    CHECK(counting(report) == 4);
    const test::TemporaryFolder folder;
    std::ofstream(folder.path + "/w.toml") << "[[waiver]]\nfinding = '" << report.findings[0].id
                                           << "'\njustification = 'known'\nexpires = 9999-12-31\n";
    cli::Acceptance({folder.path + "/w.toml", ""}).apply(report);
    CHECK(counting(report) == 3);
    CHECK(report.findings[0].waiver.has_value());
    cli::Acceptance({"", kReport}).apply(report);
    CHECK(counting(report) == 0);
    CHECK(report.findings.size() == 4);
}

TEST_CASE("A waiver ends with its last day") {
    const test::TemporaryFolder folder;
    std::ofstream(folder.path + "/w.toml")
        << "[[waiver]]\npath = '*a*'\njustification = 'known'\nexpires = 2020-01-01\n";
    Report report = cli::read_report(kReport);
    cli::Acceptance({folder.path + "/w.toml", ""}).apply(report);
    CHECK(counting(report) == 4);
    CHECK(report.notes.size() == 1);
}

TEST_CASE("Files that are not what they should be are refused before anything is scanned") {
    const auto kind_of = [](const cli::AcceptanceOptions& options) {
        try {
            const cli::Acceptance acceptance(options);
        } catch (const Error& error) {
            return std::optional(error.kind());
        }
        return std::optional<ErrorKind>();
    };
    CHECK(kind_of({"/nonexistent", ""}) == ErrorKind::usage);
    CHECK(kind_of({"/dev/zero", ""}) == ErrorKind::usage);
    CHECK(kind_of({"", "/nonexistent"}) == ErrorKind::usage);
    CHECK(kind_of({"", "/dev/null"}) == ErrorKind::usage);
    CHECK(kind_of({kReport, ""}) == ErrorKind::rule);
}
