#include "cli/target_names.hpp"

#include "catch.hpp"
#include "postern/error.hpp"

using namespace postern;

namespace {

std::string refusal(const std::vector<std::string>& targets) {
    try {
        cli::check_targets(targets);
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::usage);
        return std::string(error.what()) + " | " + error.hint();
    }
    return {};
}

}  // namespace

TEST_CASE("files, folders and standard input are targets") {
    CHECK(refusal({}).empty());
    CHECK(refusal({"-", "jira.sql", "/var/backups", "a:b", "C:/x", "name with blanks", "a//b"}).empty());
}

TEST_CASE("an empty word is a mistake of a script") {
    CHECK(refusal({"a", ""}).find("is an empty word") != std::string::npos);
}

TEST_CASE("a URL is refused and not repeated") {
    for (const char* url : {"postgresql://jira:s3cret@db/jira", "mysql://jira:s3cret@db", "x://s3cret"}) {
        const std::string text = refusal({"a.sql", url});
        CHECK(text.find("is a URL") != std::string::npos);
        CHECK(text.find("s3cret") == std::string::npos);
    }
}
