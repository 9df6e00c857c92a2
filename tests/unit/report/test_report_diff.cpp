#include "report/report_diff.hpp"

#include "catch.hpp"
#include "sample_report.hpp"

using namespace postern;

namespace {

Report sample(const std::string& key, const std::string& print) {
    Report report;
    report.fingerprint_key = key;
    report.sources = {test::sample_source("a")};
    report.credentials = {{"c1", "", "", 1, print}};
    report.findings = {test::sample_finding(), test::sample_route()};
    report.findings[1].id = "route";
    return report;
}

// Two versions of one file, each with a secret of its own.
Report versions(const std::string& key) {
    Report report = sample(key, "print");
    report.sources.push_back(report.sources[0]);
    report.credentials.push_back({"c2", "", "", 1, "print2"});
    report.findings[1] = test::sample_finding(1);
    report.findings[1].secret->credential = "c2";
    return report;
}

bool is_quiet(const report::ReportDiff& diff) {
    return diff.appeared.empty() && diff.graver.empty() && diff.went_away.empty() && diff.unseen.empty() &&
           diff.rotated.empty();
}

}  // namespace

TEST_CASE("Nothing changed, as far as it can be told") {
    const Report old_report = sample("key", "print");
    const auto same = report::diff_reports(old_report, old_report);
    CHECK(same.unchanged == 2);
    CHECK(same.not_compared == 0);
    CHECK(is_quiet(same));
    for (const Report& other : {sample("other", "print"), sample("", ""), sample("key", "")}) {
        const auto diff = report::diff_reports(old_report, other);
        CHECK(diff.unchanged == 2);
        CHECK(diff.not_compared == 1);
        CHECK(is_quiet(diff));
    }
}

TEST_CASE("Another secret of the same account at the same place was rotated") {
    const Report old_report = sample("key", "print");
    Report new_report = sample("key", "print2");
    const auto diff = report::diff_reports(old_report, new_report);
    REQUIRE(diff.rotated.size() == 1);
    CHECK(diff.rotated[0].finding == new_report.findings.data());
    CHECK(diff.rotated[0].earlier == old_report.findings.data());
    CHECK(diff.unchanged == 1);
    new_report.findings[0].account.username = "other@example.org";
    const auto replaced = report::diff_reports(old_report, new_report);
    CHECK(replaced.rotated.empty());
    CHECK(replaced.appeared.size() == 1);
    CHECK(replaced.went_away.size() == 1);
}

TEST_CASE("Sources of one name are not one source") {
    for (const std::string key : {"key", ""}) {
        const Report two = versions(key);
        Report one = sample(key, "print");
        one.findings.pop_back();
        CHECK(report::diff_reports(two, two).unchanged == 2);
        CHECK(is_quiet(report::diff_reports(two, two)));
        const auto more = report::diff_reports(one, two);
        REQUIRE(more.appeared.size() == 1);
        CHECK(more.appeared[0].finding == &two.findings[1]);
        CHECK_FALSE(more.appeared[0].source_in_both);
        CHECK(more.unchanged == 1);
        const auto fewer = report::diff_reports(two, one);
        REQUIRE(fewer.unseen.size() == 1);
        CHECK(fewer.unseen[0].finding == &two.findings[1]);
        CHECK(fewer.unchanged == 1);
        CHECK(fewer.went_away.empty());
    }
}

TEST_CASE("What the new report did not look for is not gone") {
    const Report old_report = sample("key", "print");
    Report new_report = sample("key", "print");
    new_report.findings[1].location.key = "another";
    auto diff = report::diff_reports(old_report, new_report);
    REQUIRE(diff.appeared.size() == 1);
    CHECK(diff.appeared[0].finding == &new_report.findings[1]);
    CHECK(diff.appeared[0].report == &new_report);
    CHECK(diff.appeared[0].source_in_both);
    REQUIRE(diff.went_away.size() == 1);
    CHECK(diff.went_away[0].finding == &old_report.findings[1]);
    CHECK(diff.went_away[0].source_in_both);
    CHECK(diff.unseen.empty());
    new_report.sources[0].path = "b";
    diff = report::diff_reports(old_report, new_report);
    CHECK(diff.went_away.empty());
    REQUIRE(diff.unseen.size() == 2);
    CHECK(diff.unseen[0].report == &old_report);
    CHECK_FALSE(diff.unseen[0].source_in_both);
    CHECK_FALSE(diff.appeared[0].source_in_both);
}

TEST_CASE("A finding that is there still may be graver, and rotated too") {
    const Report new_report = sample("key", "print");
    Report old_report = new_report;
    old_report.findings[0].severity = Severity::low;
    auto diff = report::diff_reports(old_report, new_report);
    REQUIRE(diff.graver.size() == 1);
    CHECK(diff.graver[0].finding == new_report.findings.data());
    CHECK(diff.graver[0].earlier == old_report.findings.data());
    CHECK(diff.unchanged == 1);
    CHECK(diff.rotated.empty());
    CHECK(is_quiet(report::diff_reports(new_report, old_report)));
    old_report.credentials[0].fingerprint = "print2";
    diff = report::diff_reports(old_report, new_report);
    CHECK(diff.graver.size() == 1);
    CHECK(diff.rotated.size() == 1);
    CHECK(diff.unchanged == 1);
}

TEST_CASE("Another account in the same place is new, also where secrets cannot be compared") {
    const Report old_report = sample("", "");
    Report new_report = old_report;
    new_report.findings[0].account.host = "smtp.example.com";
    const auto diff = report::diff_reports(old_report, new_report);
    CHECK(diff.appeared.size() == 1);
    CHECK(diff.went_away.size() == 1);
    CHECK(diff.unchanged == 1);
}

TEST_CASE("The host counts as soon as the reports are not of one") {
    Report old_report = sample("key", "print");
    old_report.sources[0].host = "a";
    Report new_report = old_report;
    new_report.sources[0].host = "b";
    CHECK(report::diff_reports(old_report, new_report).appeared.size() == 2);
    new_report.sources[0].host.clear();
    CHECK(report::diff_reports(old_report, new_report).unchanged == 2);
    new_report.sources[0].host = "b";
    new_report.sources.push_back(test::sample_source("z"));
    const auto diff = report::diff_reports(old_report, new_report);
    CHECK(diff.appeared.size() == 2);
    CHECK(diff.unseen.size() == 2);
}
