#include "report/source_times.hpp"

#include <limits>

#include "catch.hpp"
#include "sample_report.hpp"

using namespace postern;
using report::SourceTimes;

namespace {

Report sample() {
    Report report;
    report.runs = {{"1", "a", "1970-01-01T00:01:40Z"}};
    report.sources = {test::sample_source("/b/one.sql"), test::sample_source("/b/two.zip!x"),
                      test::sample_source("postgresql://db/jira", "postgresql"), test::sample_source("-")};
    report.sources[0].modified = 50;
    report.sources[1].modified = 60;
    for (SourceFacts& source : report.sources) {
        source.run = "1";
    }
    return report;
}

}  // namespace

TEST_CASE("A file is as old as its last change, a live database as its run") {
    Report report = sample();
    CHECK(SourceTimes(report).of(0) == 50);
    CHECK(SourceTimes(report).of(2) == 100);
    CHECK(SourceTimes(report).of(3) == std::nullopt);
    CHECK(SourceTimes(report).of(4) == std::nullopt);
    report.sources[0].modified = 120;  // written while the run went on
    CHECK(SourceTimes(report).of(2) == 121);
    report.sources[0].run.clear();
    CHECK(SourceTimes(report).of(2) == 100);
    report.runs[0].started.clear();
    CHECK(SourceTimes(report).of(2) == std::numeric_limits<std::int64_t>::max());
}

TEST_CASE("What lies beside a newer file that could not be read may be outdated") {
    Report report = sample();
    CHECK_FALSE(SourceTimes(report).may_be_outdated(0));
    report.sources[1].skips = {{1, "cut"}};
    CHECK(SourceTimes(report).may_be_outdated(0));
    CHECK_FALSE(SourceTimes(report).may_be_outdated(1));
    CHECK_FALSE(SourceTimes(report).may_be_outdated(2));
    report.sources[1].host = "other";
    CHECK_FALSE(SourceTimes(report).may_be_outdated(0));
    report.sources[1].host.clear();
    report.sources[1].path = "/c/two.zip!x";
    CHECK_FALSE(SourceTimes(report).may_be_outdated(0));
    report.sources[1].path = "/b/two.zip!x";
    report.sources[1].modified = 50;
    CHECK_FALSE(SourceTimes(report).may_be_outdated(0));
}
