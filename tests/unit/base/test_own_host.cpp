#include "base/own_host.hpp"

#include "catch.hpp"

using namespace postern::base;

TEST_CASE("The own host goes by many names") {
    for (const char* host :
         {"localhost", "LocalHost", "localhost.", "mail.localhost", "localhost.localdomain", "ip6-localhost",
          "ip6-loopback", "127.0.0.1", "127.1", "127.9.9.9", "0.0.0.0", "0", "2130706433", "0x7f000001",
          "::1", "::", "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1"}) {
        CAPTURE(host);
        CHECK(means_own_host(host));
    }
    for (const char* host :
         {"", "localhost.example.com", "mylocalhost", "128.0.0.1", "::ffff:192.0.2.1", "::2", "h"}) {
        CAPTURE(host);
        CHECK_FALSE(means_own_host(host));
    }
}
