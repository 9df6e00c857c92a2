#include "catch.hpp"
#include "report/html_timeline.hpp"
#include "sample_report.hpp"

using namespace postern;
using test::contains;

namespace {

void add(Report& report, std::int64_t when, const std::string& credential) {
    report.sources.push_back(test::sample_source("s" + std::to_string(report.sources.size())));
    report.sources.back().modified = when;
    report.findings.push_back(test::sample_finding(report.sources.size() - 1));
    report.findings.back().secret->credential = credential;
}

std::string timeline(const Report& report) {
    report::HtmlPage page;
    report::write_html_timeline(report, report::account_histories(report), page);
    return page.html();
}

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t number = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
        ++number;
    }
    return number;
}

}  // namespace

TEST_CASE("Each source is a mark, by what it holds") {
    Report report;
    add(report, 0, "old");
    add(report, 86400 * 10, "new");
    add(report, 86400 * 20, "new");
    const std::string html = timeline(report);
    CHECK(contains(html, "password in 3 sources: 2 hold the one of today, 1 an older one"));
    CHECK(contains(html, "<svg class=\"mark older\" x=\"2.0%\""));
    CHECK(contains(html, "<title>1970-01-01: an older password in s0</title>"));
    CHECK(contains(html, "<svg class=\"mark today\" x=\"47.0%\""));
    CHECK(contains(html, "<line class=\"today\" y1=\"13\" y2=\"13\" x1=\"47.0%\" x2=\"92.0%\"/>"));
    CHECK(contains(html, ">1970-01-21</text>"));
    CHECK_FALSE(contains(html, "live"));
}

TEST_CASE("An older one that still works is told beside") {
    Report report;
    add(report, 0, "old");
    add(report, 86400, "works");
    add(report, 86400 * 10, "new");
    report.credentials = {{"works", "", "", 1, "", LoginOutcome::verified}};
    CHECK(contains(timeline(report),
                   "password in 3 sources: 1 holds the one of today, 1 an older one, 1 perhaps"));
    report.findings[0].secret->credential = "new";
    CHECK(contains(timeline(report), "password in 3 sources: 2 hold the one of today, 1 perhaps"));
}

TEST_CASE("Sources of nearly one time share a mark") {
    Report report;
    add(report, 0, "a");
    add(report, 86400 * 1000, "a");
    add(report, 86400 * 1000 - 60, "a");
    const std::string html = timeline(report);
    CHECK(count(html, "<circle") == 2);
    CHECK(contains(html, "<title>1972-09-26 to 1972-09-27: today&#39;s password in 2 sources</title>"));
}

TEST_CASE("A live database has a mark of its own") {
    Report report;
    add(report, 0, "old");
    add(report, 0, "new");
    report.sources[1].kind = "mysql";
    report.sources[1].modified.reset();
    const std::string html = timeline(report);
    CHECK(contains(html, "<title>live: today&#39;s password in s1</title><path"));
    CHECK(contains(html, "<span class=\"live\">"));
}

TEST_CASE("Sources of one time make no chart") {
    Report report;
    CHECK(timeline(report).empty());
    add(report, 5, "a");
    add(report, 5, "b");
    CHECK(timeline(report).empty());
}

TEST_CASE("Many accounts are cut, and counted") {
    Report report;
    for (int i = 0; i < 62; ++i) {
        add(report, i, "c" + std::to_string(i));
        report.findings.back().account.username = "u" + std::to_string(i);
    }
    CHECK(contains(timeline(report), "and 2 more accounts"));
}

TEST_CASE("Where nothing tells which is today's, no mark says so") {
    Report report;
    add(report, 0, "older");
    add(report, 86400, "a");
    add(report, 86400, "b");
    const std::string html = timeline(report);
    CHECK(contains(html, "which is the one of today is unclear, 1 holds an older one"));
    CHECK(contains(html, "mark unclear"));
    CHECK_FALSE(contains(html, "mark today"));
}
