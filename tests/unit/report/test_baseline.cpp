#include "report/baseline.hpp"

#include <string>
#include <vector>

#include "catch.hpp"
#include "sample_report.hpp"

using namespace postern;

namespace {

Report sample(const std::string& place, const std::string& host = "", const std::string& key = "",
              const std::string& print = "") {
    Report report;
    report.fingerprint_key = key;
    report.sources = {test::sample_source("a")};
    report.sources[0].host = host;
    report.credentials = {{"c1", "", "", 1, print}};
    report.findings = {test::sample_finding()};
    report.findings[0].id = report.findings[0].location.key = place;
    return report;
}

bool known(Report report, const Report& baseline) {
    report::mark_known(report, baseline);
    return report.findings[0].known && !report.findings[0].counts();
}

std::vector<std::string> notes(Report report, const Report& baseline) {
    report::mark_known(report, baseline);
    return report.notes;
}

}  // namespace

TEST_CASE("A finding is known by its place") {
    CHECK(known(sample("1", "a"), sample("1", "a")));
    CHECK_FALSE(known(sample("1"), sample("2")));
    CHECK_FALSE(known(sample("1"), Report()));
}

TEST_CASE("On another host it is not known, whatever else is the same") {
    CHECK_FALSE(known(sample("1", "a"), sample("1", "b")));
    CHECK_FALSE(known(sample("1", "a", "key", "print"), sample("1", "b", "key", "print")));
    CHECK_FALSE(known(sample("1", "a", "key", "print"), sample("1", "b", "key", "print2")));
}

TEST_CASE("A baseline of one host knows nothing of the others") {
    Report report = sample("1", "b");
    report.sources.push_back(test::sample_source("a"));
    report.sources[1].host = "a";
    CHECK_FALSE(known(report, sample("1", "a")));
    CHECK(known(report, sample("1", "b")));
}

TEST_CASE("Another secret, user or server in a known place is new") {
    CHECK_FALSE(known(sample("1", "", "key", "print"), sample("1", "", "key", "print2")));
    CHECK(known(sample("1", "", "key", "print"), sample("1", "", "other", "print2")));
    for (const std::string print : {"print", "print2"}) {
        Report user = sample("1", "", "key", print);
        user.findings[0].account.username = "other@example.org";
        CHECK_FALSE(known(user, sample("1", "", "key", "print")));
        Report server = sample("2", "", "key", "print");
        server.findings[0].account.host = "smtp.example.com";
        CHECK_FALSE(known(server, sample("1", "", "key", "print")));
    }
}

TEST_CASE("One that everybody can read now is new") {
    Report open = sample("1", "", "key", "print");
    open.findings[0].exposure.file = FileExposure{0644, "root", true};
    Report closed = open;
    closed.findings[0].exposure.file->world_readable = false;
    CHECK_FALSE(known(open, closed));
    CHECK(known(closed, open));
    CHECK(known(open, open));
}

TEST_CASE("In a baseline of several hosts the host counts") {
    Report baseline = sample("1", "a");
    baseline.sources.push_back(test::sample_source("b"));
    baseline.sources[1].host = "b";
    CHECK(known(sample("1", "a"), baseline));
    CHECK_FALSE(known(sample("1", "b"), baseline));
}

TEST_CASE("Under one key it is known by rule and fingerprint too") {
    CHECK(known(sample("1", "", "key", "print"), sample("2", "", "key", "print")));
    CHECK_FALSE(known(sample("1", "", "key", "print"), sample("2", "", "other", "print")));
    CHECK_FALSE(known(sample("1", "", "", "print"), sample("2", "", "", "print")));
    CHECK_FALSE(known(sample("1", "", "key", ""), sample("2", "", "key", "")));
    Report other_rule = sample("2", "", "key", "print");
    other_rule.findings[0].rule = "other";
    CHECK_FALSE(known(sample("1", "", "key", "print"), other_rule));
}

TEST_CASE("One that is graver than it was is new") {
    Report baseline = sample("1", "", "key", "print");
    baseline.findings[0].severity = Severity::medium;
    CHECK_FALSE(known(sample("1", "", "key", "print"), baseline));
    Report milder = sample("1");
    milder.findings[0].severity = Severity::low;
    CHECK(known(milder, baseline));
    baseline = sample("1", "", "key", "print");
    baseline.findings[0].status = Status::disabled;
    CHECK_FALSE(known(sample("1", "", "key", "print"), baseline));
    CHECK_FALSE(known(sample("2", "", "key", "print"), baseline));
    CHECK(known(baseline, sample("1", "", "key", "print")));
}

TEST_CASE("What a waiver covered then is not known: the waiver may expire") {
    Report baseline = sample("1", "", "key", "print");
    baseline.findings[0].waiver = Waiver{"for now", "2026-11-28"};
    CHECK_FALSE(known(sample("1", "", "key", "print"), baseline));
}

TEST_CASE("One known finding makes one known, where places alone are compared") {
    const Report baseline = sample("1");
    Report report = sample("1");
    report.sources.push_back(report.sources[0]);
    report.findings.push_back(report.findings[0]);
    report.findings[1].source = 1;
    report::mark_known(report, baseline);
    CHECK(report.findings[0].known);
    CHECK_FALSE(report.findings[1].known);
}

TEST_CASE("A known secret is known in every copy, if one of those there were was as grave") {
    Report baseline = sample("1", "", "key", "print");
    baseline.findings.push_back(baseline.findings[0]);
    baseline.findings[0].severity = Severity::low;
    Report report = sample("2", "", "key", "print");
    report.findings.push_back(report.findings[0]);
    report.findings[1].location.key = "3";
    report::mark_known(report, baseline);
    CHECK(report.findings[0].known);
    CHECK(report.findings[1].known);
}

TEST_CASE("What an older baseline knew is not known for that") {
    Report report = sample("1");
    report.findings[0].known = true;
    CHECK_FALSE(known(report, sample("2")));
    CHECK_FALSE(known(report, Report()));
    CHECK(known(report, sample("1")));
}

TEST_CASE("Notes say how many are known by their place alone") {
    CHECK(notes(sample("1", "", "key", "print"), sample("1", "", "key", "print")).empty());
    for (const Report& baseline :
         {sample("1", "", "other", "print"), sample("1"), sample("1", "", "key", "")}) {
        const auto said = notes(sample("1", "", "key", "print"), baseline);
        REQUIRE(said.size() == 1);
        CHECK(said[0].starts_with("1 finding is known by its place alone, "));
        CHECK(said[0].ends_with("(--fingerprint-key)."));
    }
    CHECK(notes(sample("1"), sample("1", "", "key", "print")).size() == 1);
    Report route = sample("1");
    route.findings = {test::sample_route()};
    CHECK(notes(route, route).empty());
    Report two = sample("1");
    two.findings.push_back(two.findings[0]);
    CHECK(notes(two, two).at(0).starts_with("2 findings are known by their place alone, "));
}

TEST_CASE("A note says that a baseline fits nothing") {
    const auto said = notes(sample("1"), sample("2"));
    REQUIRE(said.size() == 1);
    CHECK(said[0].starts_with("The baseline has 1 finding, and none of this report: "));
    CHECK(notes(sample("1"), Report()).empty());
    CHECK(notes(Report(), sample("1")).empty());
    Report milder = sample("1");
    milder.findings[0].severity = Severity::low;
    CHECK(notes(sample("1"), milder).empty());
}
