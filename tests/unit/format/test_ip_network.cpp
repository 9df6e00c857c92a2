#include "format/ip_network.hpp"

#include "catch.hpp"

using namespace postern::format;

TEST_CASE("a network is the host itself only within the loopback networks") {
    for (const char* text : {"127.0.0.0/8", "127.0.0.1", "127.0.0.1/32", "127.8.0.0/16", "[::1]/128", "[::1]",
                             "::1", "[::ffff:127.0.0.0]/104", "[::ffff:127.0.0.1]"}) {
        CAPTURE(text);
        CHECK(reach_of_network(text) == NetworkReach::loopback);
    }
    for (const char* text :
         {"0.0.0.0/0", "10.0.0.0/8", "126.0.0.0/7", "127.0.0.0/7", "192.0.2.7", "[::]/0", "[::1]/127",
          "[fe80::]/64", "[::ffff:127.0.0.0]/103", "2001:db8::1", "[::ffff:0:0]/96"}) {
        CAPTURE(text);
        CHECK(reach_of_network(text) == NetworkReach::wider);
    }
    for (const char* text :
         {"", "/8", "127.0.0.0/33", "127.0.0.0/", "127.0.0.0/8x", "[::1]/129", "localhost",
          "hash:/etc/postfix/networks", "127.0.0.1.2", "127.0.0.0/-1", "127.0.0.0/4294967296"}) {
        CAPTURE(text);
        CHECK(reach_of_network(text) == NetworkReach::invalid);
    }
}

TEST_CASE("names of the host itself") {
    for (const char* host : {"localhost", "LOCALHOST", "[127.0.0.1]", "127.0.0.1", "[::1]", "::1",
                             "ip6-localhost", "localhost.localdomain", "mail.localhost"}) {
        CAPTURE(host);
        CHECK(is_loopback_host(host));
    }
    for (const char* host : {"", "mail", "localhost.example.com", "0.0.0.0", "[::]", "192.0.2.1", "all"}) {
        CAPTURE(host);
        CHECK_FALSE(is_loopback_host(host));
    }
}
