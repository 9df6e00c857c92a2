#include "cli/database_notes.hpp"

#include "catch.hpp"
#include "support/fake_database.hpp"

using namespace postern;

namespace {

std::vector<std::string> notes_with_nodes(std::optional<std::uint64_t> nodes) {
    test::FakeDatabase database;
    database.count = [nodes](const std::string& table) {
        CHECK(table == "clusternode");
        return nodes;
    };
    return cli::notes_on(database);
}

}  // namespace

TEST_CASE("a cluster is told of, a single node is not") {
    CHECK(notes_with_nodes(std::nullopt).empty());
    CHECK(notes_with_nodes(0).empty());
    CHECK(notes_with_nodes(1).empty());
    const auto notes = notes_with_nodes(3);
    REQUIRE(notes.size() == 1);
    CHECK(notes[0].find("cluster (3 nodes") != std::string::npos);
    CHECK(notes[0].find("own local Postfix") != std::string::npos);
}

TEST_CASE("that nobody can tell whether it is a cluster is told, an interrupt is passed on") {
    test::FakeDatabase database;
    database.count = [](const std::string&) -> std::optional<std::uint64_t> {
        throw Error(ErrorKind::failed, "no right");
    };
    REQUIRE(cli::notes_on(database).size() == 1);
    CHECK(cli::notes_on(database)[0].find("could not be seen") != std::string::npos);
    database.count = [](const std::string&) -> std::optional<std::uint64_t> {
        throw Error(ErrorKind::interrupted, "interrupted");
    };
    CHECK_THROWS_AS(cli::notes_on(database), Error);
}

TEST_CASE("a connection in the clear is told of, unless it stays on this host") {
    test::FakeDatabase database;
    CHECK(cli::notes_on(database).empty());
    database.known.tls.reset();
    REQUIRE(cli::notes_on(database).size() == 1);
    CHECK(cli::notes_on(database)[0].find("not encrypted") != std::string::npos);
    database.known.local = true;
    CHECK(cli::notes_on(database).empty());
}
