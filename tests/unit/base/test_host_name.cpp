#include "base/host_name.hpp"

#include "base/process.hpp"
#include "catch.hpp"

TEST_CASE("The host is called what uname says") {
    const auto uname = postern::base::run_program({"uname", "-n"});
    REQUIRE(uname.has_value());
    CHECK(postern::base::host_name() + "\n" == uname->out);
}
