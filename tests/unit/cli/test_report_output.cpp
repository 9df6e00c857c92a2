#include "cli/report_output.hpp"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "catch.hpp"
#include "postern/error.hpp"
#include "support/read_outcome.hpp"
#include "support/temporary_folder.hpp"

using namespace postern;
namespace fs = std::filesystem;

namespace {

std::string printed(const cli::ReportOutput& output) {
    const test::TemporaryFolder folder;
    std::fflush(stdout);
    const int saved = ::dup(STDOUT_FILENO);
    FILE* file = std::fopen((folder.path + "/out").c_str(), "w");
    ::dup2(::fileno(file), STDOUT_FILENO);
    cli::ReportWriter(output).write({});
    ::dup2(saved, STDOUT_FILENO);
    ::close(saved);
    std::fclose(file);
    return test::file_text(folder.path + "/out");
}

}  // namespace

TEST_CASE("a report goes to standard output unless it is quiet") {
    CHECK_FALSE(printed({}).empty());
    CHECK(printed({"json"}).starts_with("{"));
    CHECK(printed({"text", "-", cli::ColorChoice::automatic, true}).empty());
    CHECK(printed({"text", "-", cli::ColorChoice::automatic, false}).find('\x1B') == std::string::npos);
}

TEST_CASE("a report in a file is written even when quiet") {
    const test::TemporaryFolder folder;
    const cli::ReportOutput output{"json", folder.path + "/r.json", cli::ColorChoice::automatic, true};
    cli::ReportWriter(output).write({});
    CHECK(test::file_text(folder.path + "/r.json").find("postern-report/1") != std::string::npos);
    const cli::ReportOutput nowhere{"json", folder.path + "/no/r.json"};
    CHECK_THROWS_AS(cli::ReportWriter(nowhere), Error);
}

TEST_CASE("Several forms are one report each") {
    const test::TemporaryFolder folder;
    std::string forms;
    for (const char* form : {"text", "json", "html", "sarif", "csv", "junit"}) {
        forms += std::string(forms.empty() ? "" : ",") + form + "=" + folder.path + "/r." + form;
    }
    cli::ReportWriter({forms}).write({});
    CHECK(test::file_text(folder.path + "/r.text").starts_with("Nothing was looked at"));
    CHECK(test::file_text(folder.path + "/r.json").starts_with("{"));
    CHECK(test::file_text(folder.path + "/r.html").starts_with("<!doctype html>"));
    CHECK(test::file_text(folder.path + "/r.sarif").find("\"2.1.0\"") != std::string::npos);
    CHECK(test::file_text(folder.path + "/r.csv").starts_with("kind,"));
    CHECK(test::file_text(folder.path + "/r.junit").starts_with("<?xml"));
}

TEST_CASE("No file appears before all are written") {
    const test::TemporaryFolder folder;
    const std::string forms = "json=" + folder.path + "/r.json,html=" + folder.path + "/no/r.html";
    CHECK_THROWS_AS(cli::ReportWriter({forms}), Error);
    CHECK(fs::is_empty(folder.path));
}
