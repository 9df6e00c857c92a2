#include "report/report_union.hpp"

#include "catch.hpp"
#include "sample_report.hpp"

using namespace postern;
using namespace postern::report;

namespace {

Report sample() {
    Report report;
    report.sources = {test::sample_source("/x")};
    report.credentials = {{"c1", "", "", 1}};
    report.findings = {test::sample_finding()};
    return report;
}

}  // namespace

TEST_CASE("What is united counts once, what is replaced not at all") {
    const Report report = sample();
    ReportUnion all;
    all.add(report, {{Fate::kept, 0}});
    all.add(report, {{Fate::united, 0}});
    CHECK(all.losses().empty());
    all.add(report, {{Fate::replaced, 0}});
    CHECK(all.losses() ==
          std::vector<std::string>{
              "1 finding of an earlier report of the same places was replaced by the later one's."});
    const Report whole = all.take();
    CHECK(whole.sources.size() == 1);
    CHECK(whole.findings.size() == 1);
    CHECK(whole.credentials.size() == 1);
}

TEST_CASE("A united source stands for both, whichever comes first") {
    Report one = sample();
    one.sources[0].skips = {{1, "one"}};
    one.runs = {{"1", "a", "2026-11-29T02:00:00Z", "", 2, 1}};
    Report other = sample();
    other.sources[0].bytes = 7;
    other.sources[0].skips = {{1, "other"}};
    other.runs = {{"2", "a", "2026-11-28T02:00:00Z", "", 3, 0}, one.runs[0]};
    ReportUnion all;
    all.add(one, {{Fate::united, 0}});
    all.add(other, {{Fate::kept, 0}});
    const Report whole = all.take();
    REQUIRE(whole.sources.size() == 1);
    CHECK(whole.sources[0].bytes == 7);
    REQUIRE(whole.sources[0].skips.size() == 2);
    CHECK(whole.sources[0].skips[0].reason == "other");
    REQUIRE(whole.runs.size() == 2);
    CHECK(whole.runs[0].id == "2");
    CHECK(whole.other_files() == 5);
}

TEST_CASE("A finding is one, also where the report with its source comes last") {
    const Report report = sample();
    ReportUnion all;
    all.add(report, {{Fate::united, 0}});
    all.add(report, {{Fate::kept, 0}});
    CHECK(all.take().findings.size() == 1);
}

TEST_CASE("A finding of two reports is as grave as the graver one, and accepted only by both") {
    Report one = sample();
    one.findings[0].severity = Severity::low;
    one.findings[0].status = Status::disabled;
    one.findings[0].waiver = Waiver{"b", "2027-01-02"};
    one.findings[0].known = true;
    one.findings[0].exposure = {FileExposure{0640, "root", false}, {"jira"}};
    Report other = sample();
    other.findings[0].waiver = Waiver{"a", "2027-01-01"};
    other.findings[0].exposure = {FileExposure{0644, "root", true}, {"jira", "backup"}};
    const auto united = [](const Report& a, const Report& b) {
        ReportUnion all;
        all.add(a, {{Fate::kept, 0}});
        all.add(b, {{Fate::united, 0}});
        return all.take().findings.at(0);
    };
    for (const Finding& finding : {united(one, other), united(other, one)}) {
        CHECK(finding.severity == Severity::high);
        CHECK(finding.status == Status::active);
        CHECK(finding.waiver->expires == "2027-01-01");
        CHECK_FALSE(finding.known);
        CHECK(finding.exposure.file->world_readable);
        CHECK(finding.exposure.roles.size() == 2);
    }
    other.findings[0].waiver.reset();
    CHECK_FALSE(united(one, other).waiver);
    CHECK_FALSE(united(other, one).waiver);
    CHECK(united(one, one).known);
}

TEST_CASE("What was never read is not said to be read since") {
    Report report = sample();
    report.sources[0].skips = {{1, "damaged"}};
    ReportUnion all;
    all.add(sample(), {{Fate::kept, 0}});
    all.add(report, {{Fate::replaced, 0, true}});
    REQUIRE(all.losses().size() == 2);
    CHECK(all.losses()[1] ==
          "1 part that an earlier report could not read was never read: something else is in that place "
          "since.");
}

TEST_CASE("Findings of one report that share an id all stay") {
    Report report = sample();
    report.findings.push_back(report.findings[0]);
    ReportUnion all;
    all.add(report, {{Fate::kept, 0}});
    CHECK(all.take().findings.size() == 2);
}

TEST_CASE("A gap is a source that could not be read") {
    ReportUnion all;
    all.add_gap({{2, 4, "work"}, "lost"});
    const Report whole = all.take();
    CHECK(whole.sources[0].path == "shard 2 of 4");
    CHECK_FALSE(whole.complete());
}
