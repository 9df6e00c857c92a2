#include "cli/relay_option.hpp"

#include "catch.hpp"
#include "postern/error.hpp"

using namespace postern;

TEST_CASE("host and port are apart by the last colon") {
    const auto reads = [](const std::string& text, const std::string& host, unsigned port) {
        CAPTURE(text);
        const audit::Relay relay = cli::parse_relay(text);
        CHECK(relay.host == host);
        CHECK(relay.port == port);
    };
    reads("localhost:25", "localhost", 25);
    reads("relay.example.com:65535", "relay.example.com", 65535);
    reads("[::1]:2525", "::1", 2525);
    reads("2001:db8::1:25", "2001:db8::1", 25);
}

TEST_CASE("anything else is refused without repeating it") {
    for (const char* text : {"", ":", ":25", "h", "h:", "h:0", "h:65536", "h:99999", "h:-1", "h:+1", "h: 25",
                             "h:25x", "h:25 ", "smtp://u:s3cret@h"}) {
        CAPTURE(text);
        try {
            cli::parse_relay(text);
            FAIL("was taken");
        } catch (const Error& error) {
            CHECK(error.kind() == ErrorKind::usage);
            CHECK(std::string(error.what()) == "--relay takes HOST:PORT");
            CHECK(error.hint().find("s3cret") == std::string::npos);
        }
    }
}
