#include "catch.hpp"
#include "report/verdict.hpp"
#include "sample_report.hpp"

using namespace postern;
using namespace postern::report;

TEST_CASE("What is waived or known is counted and said to fail no run") {
    Report report;
    report.sources = {test::sample_source("a.sql")};
    report.findings = {test::sample_finding(), test::sample_finding(), test::sample_finding()};
    CHECK(verdict(report).size() == 1);
    report.findings[0].waiver = Waiver{"", "2027-01-01"};
    CHECK(verdict(report).back().text == "Of the 3 findings, 1 is waived: it fails no run.");
    report.findings[1].known = true;
    CHECK(verdict(report).back().text ==
          "Of the 3 findings, 1 is waived and 1 is known from the baseline: they fail no run.");
    report.findings[0].waiver.reset();
    report.findings[2].known = true;
    CHECK(verdict(report).back().text ==
          "Of the 3 findings, 2 are known from the baseline: they fail no run.");
}

TEST_CASE("A waived finding that was known before is counted once") {
    Report report;
    report.findings = {test::sample_finding()};
    report.findings[0].waiver = Waiver{"", "2027-01-01"};
    report.findings[0].known = true;
    CHECK(count_waived(report) == 1);
    CHECK(count_known(report) == 0);
}

TEST_CASE("The result comes first, gaps come last and stand out") {
    Report report;
    report.sources = {test::sample_source("a.sql")};
    report.sources[0].skips = {{1, "cut"}, {2, "cut"}};
    report.findings = {test::sample_finding()};
    CHECK(count_skips(report) == 2);
    const auto sentences = verdict(report);
    CHECK(sentences.front().weight == Weight::strong);
    CHECK(sentences.back().weight == Weight::alarming);
    CHECK(sentences.back().text == "There may be more: 2 parts could not be read (listed below).");
}

TEST_CASE("The size of a run leaves out what has none") {
    Report report;
    report.sources = {test::sample_source("db", "postgresql", 0)};
    CHECK(size_of_run(report) == "1 source");
    report.sources.push_back(test::sample_source("a.sql"));
    CHECK(size_of_run(report) == "2 sources (2.0 KiB)");
}

TEST_CASE("Where no place counts the first sentence says so, and nothing alarms") {
    Report report;
    report.sources = {test::sample_source("a.sql")};
    report.credentials = {{"c1", "", "", 1, "", LoginOutcome::verified}};
    report.findings = {test::sample_finding()};
    report.findings[0].exposure.file = FileExposure{0644, "root", true};
    report.findings[0].known = true;
    CHECK(verdict(report)[0].text == "1 mail credential lies open in 1 place, which was known before.");
    report.findings.push_back(report.findings[0]);
    report.findings[0].waiver = Waiver{"", "2027-01-01"};
    CHECK(verdict(report)[0].text ==
          "1 mail credential lies open in 2 places, all of them waived or known before.");
    report.findings[1].waiver = report.findings[0].waiver;
    CHECK(verdict(report)[0].text == "1 mail credential lies open in 2 places, all of them waived.");
    for (const Sentence& sentence : verdict(report)) {
        INFO(sentence.text);
        CHECK(sentence.weight != Weight::alarming);
    }
    report.findings[1].waiver.reset();
    report.findings[1].known = false;
    CHECK(verdict(report)[0].text == "1 mail credential lies open in 2 places.");
    CHECK(verdict(report)[1].weight == Weight::alarming);
    CHECK(verdict(report)[2].weight == Weight::alarming);
}

TEST_CASE("A place that counts makes another that everybody can read no alarm") {
    Report report;
    report.findings = {test::sample_finding(), test::sample_finding()};
    report.findings[0].exposure.file = FileExposure{0644, "root", true};
    report.findings[0].known = true;
    CHECK(verdict(report)[1].text == "1 of these places is readable by everybody who can reach the folder.");
    CHECK(verdict(report)[1].weight == Weight::plain);
}

TEST_CASE("Routes and risks none of which counts are said to be accepted") {
    Report report;
    report.findings = {test::sample_route(), test::sample_setting(), test::sample_setting()};
    report.findings[0].known = true;
    CHECK(verdict(report)[1].text == "Found all the same: 1 open mail route (known before) and 1 risk.");
    report.findings[1].waiver = Waiver{};
    CHECK(verdict(report)[1].text == "Found all the same: 1 open mail route (known before) and 1 risk.");
    report.findings[2].waiver = Waiver{};
    CHECK(verdict(report)[1].text ==
          "Found all the same: 1 open mail route (known before) and 1 risk (waived).");
}
