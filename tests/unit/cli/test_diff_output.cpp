#include "cli/diff_output.hpp"

#include <filesystem>

#include "catch.hpp"
#include "postern/error.hpp"
#include "support/read_outcome.hpp"
#include "support/temporary_folder.hpp"

using namespace postern;

TEST_CASE("A difference is written in the form that was asked for") {
    const test::TemporaryFolder folder;
    const Report report;
    const report::ReportDiff diff = report::diff_reports(report, report);
    cli::ReportOutput output{"json", folder.path + "/d.json"};
    cli::write_diff(diff, output);
    CHECK(test::file_text(output.path).find("\"postern-diff/1\"") != std::string::npos);
    output = {"text", folder.path + "/d.txt"};
    cli::write_diff(diff, output);
    CHECK(test::file_text(output.path).starts_with("0 findings appeared"));
    output.path = folder.path + "/no/d.txt";
    CHECK_THROWS_AS(cli::write_diff(diff, output), Error);
    output = {"html", folder.path + "/d.html"};
    CHECK_THROWS_AS(cli::write_diff(diff, output), Error);
}

TEST_CASE("No form of a difference appears where another cannot") {
    const test::TemporaryFolder folder;
    const Report report;
    const report::ReportDiff diff = report::diff_reports(report, report);
    const std::string good = folder.path + "/d.json";
    CHECK_THROWS_AS(cli::write_diff(diff, {"json=" + good + ",text=" + folder.path + "/no/d.txt", "-"}),
                    Error);
    CHECK_FALSE(std::filesystem::exists(good));
    cli::write_diff(diff, {"json=" + good + ",text=" + folder.path + "/d.txt", "-"});
    CHECK(std::filesystem::exists(good));
}
