#include "target/url_parts.hpp"

#include "catch.hpp"
#include "postern/error.hpp"

using namespace postern;
using target::UrlHost;

TEST_CASE("percent-encoding is undone, and nothing else") {
    CHECK(target::percent_decoded("a%2Fb%20c+d") == "a/b c+d");
    CHECK(target::percent_decoded("Gr%C3%B6%c3%9Fe") == "Größe");
    CHECK(target::percent_decoded("").empty());
    for (const char* wrong : {"%", "%2", "%zz", "a%2", "%+1", "%00"}) {
        CHECK_THROWS_AS(target::percent_decoded(wrong), Error);
    }
}

TEST_CASE("hosts come with ports, in brackets, and several") {
    CHECK(target::split_hosts("").empty());
    CHECK(target::split_hosts("db") == std::vector<UrlHost>{{"db", ""}});
    CHECK(target::split_hosts("db:5433") == std::vector<UrlHost>{{"db", "5433"}});
    CHECK(target::split_hosts("db:") == std::vector<UrlHost>{{"db", ""}});
    CHECK(target::split_hosts(":5433") == std::vector<UrlHost>{{"", "5433"}});
    CHECK(target::split_hosts("[::1]:5433") == std::vector<UrlHost>{{"::1", "5433"}});
    CHECK(target::split_hosts("[fe80::1%25eth0]") == std::vector<UrlHost>{{"fe80::1%eth0", ""}});
    CHECK(target::split_hosts("a,b:1") == std::vector<UrlHost>{{"a", ""}, {"b", "1"}});
    CHECK(target::split_hosts("%2Frun%2Fpostgresql") == std::vector<UrlHost>{{"/run/postgresql", ""}});
}

TEST_CASE("a wrong port is refused without being repeated") {
    for (const char* wrong : {"h:CANARY", "h:0", "h:65536", "h:-1", "h:1:2", "[::1", "[::1]CANARY", "::1"}) {
        try {
            target::split_hosts(wrong);
            FAIL(wrong);
        } catch (const Error& error) {
            CHECK(error.kind() == ErrorKind::usage);
            CHECK(std::string(error.what()).find("CANARY") == std::string::npos);
        }
    }
}

TEST_CASE("parameters are pairs") {
    CHECK(target::split_parameters("").empty());
    CHECK(target::split_parameters("a=1&b=x%26y&&c=") ==
          target::UrlParameters{{"a", "1"}, {"b", "x&y"}, {"c", ""}});
    CHECK_THROWS_AS(target::split_parameters("CANARY"), Error);
    CHECK_THROWS_AS(target::split_parameters("=x"), Error);
}

TEST_CASE("only what looks like a name is shown as one") {
    CHECK(target::is_showable_name("ssl-mode_2"));
    CHECK_FALSE(target::is_showable_name("pa ss"));
    CHECK_FALSE(target::is_showable_name("p@ss"));
    CHECK_FALSE(target::is_showable_name(std::string(65, 'a')));
}
