#include "cli/report_input.hpp"

#include <fstream>

#include "catch.hpp"
#include "postern/error.hpp"
#include "support/project_root.hpp"
#include "support/temporary_folder.hpp"

using namespace postern;

TEST_CASE("A report is read from its file, and what is none is refused by its name") {
    CHECK(cli::read_report(test::project_root() + "/tests/cli/scan/golden/tomcat.json").findings.size() == 4);
    const test::TemporaryFolder folder;
    const std::string path = folder.path + "/r.json";
    std::ofstream(path) << "{}";
    try {
        cli::read_report(path);
        FAIL();
    } catch (const Error& error) {
        CHECK(std::string(error.what()).starts_with(path + " is no report of postern"));
    }
    CHECK_THROWS_AS(cli::read_report(folder.path + "/none"), Error);
}
