#include "cli/report_builder.hpp"

#include "catch.hpp"

using namespace postern;

TEST_CASE("Results join in one report, with places that count in it") {
    cli::FileResult first;
    first.sources.resize(2);
    first.sources[0].path = "a";
    first.other_files = 3;
    cli::FileResult second;
    second.sources.resize(1);
    second.sources[0].path = "b";
    second.detections.resize(1);
    second.detections[0].finding.source = 0;
    second.accounts.resize(1);
    second.other_files = 1;
    const RuleSet rules;
    cli::ReportBuilder builder(rules, {"0123456789abcdef", "2026-11-29T02:00:00Z", "db1", "", {}});
    builder.add(std::move(first));
    builder.add(std::move(second));
    target::FileWalk walk;
    walk.unreadable.emplace_back("c\n", Skip{0, "cannot be opened"});
    walk.links = 2;
    builder.add(walk);
    const auto [report, accounts] = builder.take();
    REQUIRE(report.sources.size() == 4);
    CHECK(report.sources[3].path == "c\\x0a");
    CHECK_FALSE(report.complete());
    CHECK(report.other_files() == 4);
    CHECK(report.links_not_followed() == 2);
    REQUIRE(report.findings.size() == 1);
    CHECK(report.findings[0].source == 2);
    REQUIRE(accounts.size() == 1);
    CHECK(accounts[0].source == 2);
}

TEST_CASE("A report says how it came about, and explains the rules that it names") {
    RuleSet rules;
    for (const char* id : {"unused", "b", "a"}) {
        rules.rules.emplace_back();
        rules.rules.back().id = id;
        rules.rules.back().title = std::string("Title of ") + id;
        rules.rules.back().risk = "It is read.";
        rules.rules.back().references = {"https://example.org/kb"};
    }
    cli::FileResult result;
    result.sources.resize(1);
    for (const char* id : {"a", "b", "a"}) {
        result.detections.emplace_back();
        result.detections.back().finding.rule = id;
    }
    const Shard shard{2, 3, "0123456789abcdef"};
    cli::ReportBuilder builder(
        rules, {"0123456789abcdef", "2026-11-29T02:00:00Z", "db1", "feedfeedfeedfeed", shard});
    builder.add(std::move(result));
    const Report report = builder.take().report;
    CHECK_FALSE(report.version.empty());
    CHECK(report.started == "2026-11-29T02:00:00Z");
    CHECK(report.fingerprint_key == "feedfeedfeedfeed");
    CHECK(report.shard->number == 2);
    REQUIRE(report.notes.size() == 1);
    CHECK(report.notes[0].starts_with("This is shard 2 of 3"));
    CHECK(report.sources[0].host == "db1");
    REQUIRE(report.rules.size() == 2);
    CHECK(report.rules[0].id == "a");
    CHECK(report.rules[0].title == "Title of a");
    CHECK(report.rules[0].references == std::vector<std::string>{"https://example.org/kb"});
    CHECK(report.rules[1].id == "b");
}

TEST_CASE("Sources stand by their paths, and accounts follow them") {
    cli::FileResult late;
    late.sources.resize(1);
    late.sources[0].path = "z";
    late.accounts.resize(1);
    cli::FileResult early;
    early.sources.resize(1);
    early.sources[0].path = "a";
    early.accounts.resize(1);
    const RuleSet rules;
    cli::ReportBuilder builder(rules, cli::facts_of_run());
    builder.add(std::move(late));
    builder.add(std::move(early));
    const auto [report, accounts] = builder.take();
    CHECK(report.sources[0].path == "a");
    CHECK(accounts[0].source == 1);
    CHECK(accounts[1].source == 0);
}
