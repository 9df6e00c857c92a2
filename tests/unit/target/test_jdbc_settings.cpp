#include "target/jdbc_settings.hpp"

#include "catch.hpp"
#include "postern/error.hpp"

using namespace postern;
using target::JdbcSettings;

TEST_CASE("settings are found whatever the case of their names") {
    const JdbcSettings settings({{"useSSL", "True"}, {"a", ""}});
    CHECK(settings["usessl"] == "True");
    CHECK(settings.is("USESSL", "true"));
    CHECK(settings["a"].empty());
    CHECK(settings["b"].empty());
}

TEST_CASE("a flag is yes, no or not said") {
    const JdbcSettings settings({{"a", "true"}, {"b", "NO"}, {"c", "CANARY"}, {"d", "1"}, {"e", ""}});
    CHECK(settings.flag("a") == true);
    CHECK(settings.flag("b") == false);
    CHECK(settings.flag("d") == true);
    CHECK_FALSE(settings.flag("e"));
    CHECK_FALSE(settings.flag("f"));
    try {
        settings.flag("c");
        FAIL("taken");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::usage);
        CHECK(std::string(error.what()) == "a JDBC URL has a setting that is neither true nor false: c");
        CHECK_FALSE(error.hint().empty());
    }
}
