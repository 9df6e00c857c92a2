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
    cli::ReportBuilder builder;
    builder.add(std::move(first));
    builder.add(std::move(second));
    target::FileWalk walk;
    walk.unreadable.emplace_back("c\n", Skip{0, "cannot be opened"});
    walk.links = 2;
    builder.add(walk);
    const auto accounts = builder.take_accounts();
    const Report report = builder.take_report();
    REQUIRE(report.sources.size() == 4);
    CHECK(report.sources[3].path == "c\\x0a");
    CHECK_FALSE(report.complete());
    CHECK(report.other_files == 4);
    CHECK(report.links_not_followed == 2);
    REQUIRE(report.findings.size() == 1);
    CHECK(report.findings[0].source == 2);
    REQUIRE(accounts.size() == 1);
    CHECK(accounts[0].source == 2);
}
