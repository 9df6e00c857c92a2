#include "cli/account_place.hpp"

#include "catch.hpp"

using namespace postern;

namespace {

std::string place(const Locator& location) {
    audit::FoundAccount found;
    found.location = location;
    return cli::account_place(found, "jira.sql");
}

Locator at(const std::string& table, const std::string& key, std::uint64_t line) {
    Locator location;
    location.table = table;
    location.key = key;
    location.line = line;
    return location;
}

}  // namespace

TEST_CASE("an account's place is as near as it is known") {
    CHECK(place(at("public.mailserver", "10000", 12)) == "jira.sql, public.mailserver key 10000");
    CHECK(place(at("public.mailserver", "", 12)) == "jira.sql, public.mailserver line 12");
    CHECK(place(at("public.mailserver", "", 0)) == "jira.sql, public.mailserver");
    CHECK(place(at("", "", 0)) == "jira.sql");
}

TEST_CASE("a place holds no control character of a dump") {
    CHECK(place(at("mail\x1b", "1\n2", 0)) == "jira.sql, mail\\x1b key 1\\x0a2");
}
