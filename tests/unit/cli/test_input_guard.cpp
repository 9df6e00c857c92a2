#include "cli/input_guard.hpp"

#include <filesystem>
#include <fstream>

#include "catch.hpp"
#include "postern/error.hpp"
#include "support/temporary_folder.hpp"

using namespace postern;
namespace fs = std::filesystem;

namespace {

bool is_refused(const std::string& report, const std::vector<std::string>& inputs) {
    try {
        cli::refuse_reports_over_inputs({{cli::ReportFormat::text, "-"}, {cli::ReportFormat::json, report}},
                                        inputs);
        return false;
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::usage);
        CHECK_FALSE(error.hint().empty());
        return true;
    }
}

struct Store : test::TemporaryFolder {
    Store() {
        fs::create_directories(path + "/in/deep");
        for (const char* name : {"/in/deep/dump.sql", "/in/plain.sql", "/other"}) {
            std::ofstream(path + name) << "x";
        }
    }
};

}  // namespace

TEST_CASE("No report takes the place of a file that is read, by whatever name") {
    const Store store;
    fs::create_symlink(store.path + "/in/plain.sql", store.path + "/link");
    fs::create_hard_link(store.path + "/other", store.path + "/hard");
    CHECK(is_refused(store.path + "/other", {"", "-", store.path + "/other"}));
    CHECK(is_refused(store.path + "/in/../other", {store.path + "/other"}));
    CHECK(is_refused(store.path + "/hard", {store.path + "/other"}));
    CHECK(is_refused(store.path + "/link", {store.path + "/in/plain.sql"}));
    CHECK(is_refused(store.path + "/in/plain.sql", {store.path + "/link"}));
    CHECK_FALSE(is_refused(store.path + "/other", {store.path + "/in/plain.sql", "", "postgresql://db/x"}));
    CHECK_FALSE(is_refused(store.path + "/new", {store.path + "/new"}));
    CHECK_FALSE(is_refused("/dev/null", {"/dev/null"}));
}

TEST_CASE("Nor that of one below a folder, where a new file may go") {
    const Store store;
    fs::create_directory_symlink(store.path + "/in", store.path + "/way");
    fs::create_symlink(store.path + "/in/plain.sql", store.path + "/link");
    fs::create_symlink(store.path + "/other", store.path + "/in/outside");
    CHECK(is_refused(store.path + "/in/deep/dump.sql", {store.path + "/in"}));
    CHECK(is_refused(store.path + "/way/deep/dump.sql", {store.path + "/in"}));
    CHECK(is_refused(store.path + "/in/deep/dump.sql", {store.path + "/way"}));
    CHECK(is_refused(store.path + "/link", {store.path + "/in/"}));
    CHECK_FALSE(
        is_refused(store.path + "/in/outside", {store.path + "/in"}));  // links are not followed there
    CHECK_FALSE(is_refused(store.path + "/in/deep/new", {store.path + "/in"}));
    CHECK_FALSE(is_refused(store.path + "/other", {store.path + "/in"}));
}
