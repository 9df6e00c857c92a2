#include "target/tidy_path.hpp"

#include "catch.hpp"

using postern::target::tidy_path;

TEST_CASE("A path has one spelling") {
    for (const char* path :
         {"store/jira", "./store/jira", "store//jira", "store/./jira/", "././store/jira/."}) {
        CAPTURE(path);
        CHECK(tidy_path(path) == "store/jira");
    }
    CHECK(tidy_path("/srv//backups/") == "/srv/backups");
    CHECK(tidy_path("//") == "/");
    CHECK(tidy_path("./") == ".");
    CHECK(tidy_path(".") == ".");
    CHECK(tidy_path("") == "");
}

TEST_CASE("What a path means stays") {
    for (const char* path : {"-", "../store", "a/../b", "..", "...", ".hidden/.x", "/"}) {
        CAPTURE(path);
        CHECK(tidy_path(path) == path);
    }
}
