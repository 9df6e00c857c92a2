#include "source/mysql_errors.hpp"

#include <set>
#include <vector>

#include "catch.hpp"

using namespace postern;
using postern::source::mysql_error;

TEST_CASE("an error names the place and what it means") {
    const Error error = mysql_error(1045, "db.example.com:3306/jira");
    CHECK(error.kind() == ErrorKind::failed);
    CHECK(error.what() == std::string("db.example.com:3306/jira: the server refuses this user or password"));
    CHECK_FALSE(error.hint().empty());
}

TEST_CASE("what a reader must tell apart reads differently") {
    std::set<std::string> texts;
    const std::vector<int> numbers{1045, 2003, 1049, 1142, 1290, 1205, 1969, 2013, 2026};
    for (const int number : numbers) {
        texts.insert(mysql_error(number, "x").what());
    }
    CHECK(texts.size() == numbers.size());
}

TEST_CASE("an error that nobody knows keeps its number") {
    CHECK(mysql_error(4242, "x").what() == std::string("x: error 4242 of the server"));
    CHECK(mysql_error(4242, "x").hint().find("4242") != std::string::npos);
}

TEST_CASE("lost connections") {
    for (const int number : {2006, 2013, 1053}) {
        CHECK(source::is_lost_connection(number));
    }
    for (const int number : {0, 1142, 1205, 1412, 1969}) {
        CHECK_FALSE(source::is_lost_connection(number));
    }
}
