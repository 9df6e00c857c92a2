#include "source/any_server_residues.hpp"

#include "catch.hpp"

using namespace postern::source;

TEST_CASE("a search asks for the value and takes any path") {
    const std::string command = search_command({"/var/log/it's", "/srv/db"});
    CHECK(command.starts_with("read -rsp "));
    CHECK(command.ends_with(" -- '/var/log/it'\\''s' '/srv/db'"));
}

TEST_CASE("texts of SQL double their quotes, and show no control characters") {
    CHECK(sql_text("it's") == "'it''s'");
    CHECK(sql_text("a\nb") == "'a\\x0ab'");
}

TEST_CASE("what was not looked up says who can") {
    const auto residue = not_looked_up("standbys", "SELECT 1;");
    CHECK(residue.where == "standbys could not be looked up: this login may not see that");
    CHECK(residue.remedy == "as an administrator: SELECT 1;");
}

TEST_CASE("only a new password is complete") {
    CHECK(rotation_residue().remedy.find("Change the password") != std::string::npos);
    CHECK(backups_residue("pg_dump").where.find("(pg_dump)") != std::string::npos);
}
