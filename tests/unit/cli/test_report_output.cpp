#include "cli/report_output.hpp"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "catch.hpp"
#include "postern/error.hpp"
#include "support/read_outcome.hpp"

using namespace postern;
namespace fs = std::filesystem;

namespace {

struct TemporaryFolder {
    TemporaryFolder() {
        std::string name = (fs::temp_directory_path() / "postern-test-XXXXXX").string();
        path = ::mkdtemp(name.data());
    }
    ~TemporaryFolder() { fs::remove_all(path); }
    std::string path;
};

std::string printed(const cli::ReportOutput& output) {
    const TemporaryFolder folder;
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
    CHECK(printed({cli::ReportFormat::json}).starts_with("{"));
    CHECK(printed({cli::ReportFormat::text, "-", cli::ColorChoice::automatic, true}).empty());
    CHECK(printed({cli::ReportFormat::text, "-", cli::ColorChoice::automatic, false}).find('\x1B') ==
          std::string::npos);
}

TEST_CASE("a report in a file is written even when quiet") {
    const TemporaryFolder folder;
    const cli::ReportOutput output{cli::ReportFormat::json, folder.path + "/r.json",
                                   cli::ColorChoice::automatic, true};
    cli::ReportWriter(output).write({});
    CHECK(test::file_text(folder.path + "/r.json").find("postern-report/1") != std::string::npos);
    const cli::ReportOutput nowhere{cli::ReportFormat::json, folder.path + "/no/r.json"};
    CHECK_THROWS_AS(cli::ReportWriter(nowhere), Error);
}
