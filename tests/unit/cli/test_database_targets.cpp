#include "cli/database_targets.hpp"

#include "catch.hpp"
#include "postern/error.hpp"

using namespace postern;

TEST_CASE("URLs are databases, everything else is a file") {
    const cli::Targets sorted = cli::sort_targets(
        {"jira.sql", "postgresql://jira@db/jira", "-", "jdbc:mysql://db/jira", "postgresql"}, {});
    CHECK(sorted.files == std::vector<std::string>{"jira.sql", "-", "postgresql"});
    REQUIRE(sorted.databases.size() == 2);
    CHECK(sorted.databases[0].url.user == "jira");
    CHECK(sorted.databases[1].url.kind == target::DatabaseKind::mysql);
    CHECK_FALSE(sorted.databases[0].password);
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
