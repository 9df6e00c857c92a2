#include "cli/report_options.hpp"

#include <CLI/CLI.hpp>

#include "catch.hpp"

using namespace postern;

TEST_CASE("A report's options say its form, its place and when it fails") {
    CLI::App command;
    cli::ReportOutput output;
    std::optional<Severity> fail_on = Severity::low;
    cli::add_report_options(command, output);
    cli::add_fail_on(command, fail_on);
    command.parse("--format json -o r.json --color never --fail-on never");
    CHECK(output.forms == "json");
    CHECK(output.path == "r.json");
    CHECK(output.color == cli::ColorChoice::never);
    CHECK_FALSE(fail_on.has_value());
    command.parse("--fail-on high --format text");
    CHECK(fail_on == Severity::high);
    CHECK(output.forms == "text");
}
