#include "catch.hpp"
#include "report/source_uri.hpp"
#include "sample_report.hpp"

using namespace postern;
using report::source_address;

namespace {

std::string address(const std::string& path, const std::string& kind = "pg-dump-plain") {
    const auto found = source_address(test::sample_source(path, kind));
    return found.uri + " | " + found.member;
}

}  // namespace

TEST_CASE("A path becomes a URI") {
    CHECK(address("/backup/a.sql") == "file:///backup/a.sql | ");
    CHECK(address("backup/a b%#?.sql") == "backup/a%20b%25%23%3F.sql | ");
    CHECK(address("/backup/Gr\u00fc\u00dfe") == "file:///backup/Gr%C3%BC%C3%9Fe | ");
    CHECK(address("-") == "standard-input | ");
    CHECK(address("db:5432/jira", "postgresql") == "postgresql://db%3A5432/jira | ");
}

TEST_CASE("A member of an archive is told apart from its file") {
    CHECK(address("/a/b.zip!c/entities.xml") == "file:///a/b.zip | c/entities.xml");
    CHECK(address("/a/wow!/b.tar.gz!c.zip!d.sql") == "file:///a/wow%21/b.tar.gz | c.zip!d.sql");
    CHECK(address("/a/backup!d.sql") == "file:///a/backup | d.sql");
}

TEST_CASE("The file that a source lies in") {
    CHECK(report::path_of_file("/b/a.zip!x!y") == "/b/a.zip");
    CHECK(report::path_of_file("/b/a.sql") == "/b/a.sql");
    CHECK(report::path_of_file("/b!c/a.zip!x") == "/b!c/a.zip");
}
