#include "cli/host_detection.hpp"

#include "support/read_outcome.hpp"

using namespace postern;

TEST_CASE("this host's platform is what os-release says") {
    CHECK(cli::platform_of_this_host() == postfix::platform_of_release(test::file_text("/etc/os-release")));
}

TEST_CASE("this host's Postfix has a version, if there is one") {
    const auto version = cli::postfix_of_this_host();
    CHECK((!version || *version >= postfix::Version{2, 0}));
}
