#include "cli/database_targets.hpp"

#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "catch.hpp"
#include "postern/error.hpp"

using namespace postern;
namespace fs = std::filesystem;

namespace {

const std::string kConfig =
    "<jira-database-config><jdbc-datasource><url>jdbc:postgresql://db/jira</url><username>jira</username>"
    "<password>CANARY</password></jdbc-datasource></jira-database-config>";

struct Home {
    Home() {
        ::mkdtemp(folder.data());
        std::ofstream(file()) << kConfig;
        std::ofstream(folder + "/password") << "CANARY2\n";
        ::chmod((folder + "/password").c_str(), 0600);
    }
    ~Home() { fs::remove_all(folder); }
    Home(const Home&) = delete;
    Home& operator=(const Home&) = delete;

    std::string file() const { return folder + "/dbconfig.xml"; }

    std::string folder = (fs::temp_directory_path() / "postern-test-XXXXXX").string();
};

}  // namespace

TEST_CASE("URLs are databases, everything else is a file") {
    const cli::Targets sorted = cli::sort_targets(
        {"jira.sql", "postgresql://jira@db/jira", "-", "jdbc:mysql://db/jira", "postgresql"}, {});
    CHECK(sorted.files == std::vector<std::string>{"jira.sql", "-", "postgresql"});
    REQUIRE(sorted.databases.size() == 2);
    CHECK(sorted.databases[0].url.user == "jira");
    CHECK(sorted.databases[1].url.kind == target::DatabaseKind::mysql);
    CHECK_FALSE(sorted.databases[0].password);
    CHECK_FALSE(sorted.databases[0].followed);
}

TEST_CASE("an empty word, a password and a URL of something else are refused") {
    for (const char* wrong : {"", "postgresql://jira:CANARY@db/jira", "https://db/CANARY"}) {
        try {
            cli::sort_targets({"jira.sql", wrong}, {});
            FAIL(wrong);
        } catch (const Error& error) {
            CHECK(error.kind() == ErrorKind::usage);
            CHECK(std::string(error.what()).find("CANARY") == std::string::npos);
        }
    }
}

TEST_CASE("a home leads to its database, when it is to be followed") {
    const Home home;
    CHECK(cli::sort_targets({home.folder}, {}).databases.empty());
    const cli::Targets sorted = cli::sort_targets({home.folder}, {true, {}});
    CHECK(sorted.files == std::vector<std::string>{home.folder});
    REQUIRE(sorted.databases.size() == 1);
    CHECK(sorted.databases[0].url.hosts.at(0).name == "db");
    CHECK(sorted.databases[0].url.user == "jira");
    CHECK(sorted.databases[0].password == Secret("CANARY"));
    CHECK_FALSE(sorted.databases[0].url.password);
    CHECK(sorted.databases[0].followed);
}

TEST_CASE("a home's configuration file leads to its database alone") {
    const Home home;
    const cli::Targets sorted = cli::sort_targets({home.file(), "other.sql"}, {true, {}});
    CHECK(sorted.files == std::vector<std::string>{"other.sql"});
    CHECK(sorted.databases.size() == 1);
}

TEST_CASE("a password file counts more than what a home says") {
    const Home home;
    const cli::Targets sorted = cli::sort_targets({home.file()}, {true, home.folder + "/password"});
    CHECK(sorted.databases.at(0).password == Secret("CANARY2"));
}

TEST_CASE("to follow what leads nowhere is an error") {
    CHECK_THROWS_AS(cli::sort_targets({"jira.sql"}, {true, {}}), Error);
    CHECK_THROWS_AS(cli::sort_targets({"postgresql://db/jira"}, {true, {}}), Error);
}
