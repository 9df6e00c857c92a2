#include "cli/unopened_targets.hpp"

#include "catch.hpp"

using namespace postern;

TEST_CASE("Only targets that could not be opened are told") {
    Report report;
    const auto add = [&report](const std::string& path, const std::string& reason) {
        report.sources.emplace_back();
        report.sources.back().path = path;
        report.sources.back().skips.push_back({0, reason});
    };
    add("gone.sql", "cannot be opened: No such file or directory");
    add("in/locked.sql", "cannot be opened: Permission denied");
    add("cut.sql", "ends in the middle of a table");
    CHECK(cli::unopened_targets(report, {"in", "gone.sql", "cut.sql"}) ==
          std::vector<std::string>{"gone.sql: cannot be opened: No such file or directory"});
    CHECK(cli::unopened_targets({}, {"gone.sql"}).empty());
}
