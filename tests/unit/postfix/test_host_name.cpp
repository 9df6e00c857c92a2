#include "postfix/host_name.hpp"

#include "catch.hpp"

using namespace postern::postfix;

TEST_CASE("host names have the characters of the DNS") {
    for (const char* name : {"smtp.example.com", "localhost", "SMTP-1.example.com", "my_host", "a",
                             "1and1.com", "xn--bcher-kva.example.com"}) {
        CHECK(is_host_name(name));
    }
    for (const char* name : {"",
                             "-x",
                             ".example.com",
                             "10.0.0.1",
                             "2001:db8::1",
                             "[smtp.example.com]",
                             "a b",
                             " a",
                             "a ",
                             "a\nb",
                             "a\r",
                             "a;b",
                             "a,b",
                             "$a",
                             "a$b",
                             "a:25",
                             "a/b",
                             "a'b",
                             "a\"b",
                             "a#b",
                             "{a}",
                             "a=b",
                             "b\xC3\xBC"
                             "cher.example.com",
                             "a\xFF"}) {
        CAPTURE(name);
        CHECK_FALSE(is_host_name(name));
    }
    CHECK_FALSE(is_host_name(std::string_view("a\0b", 3)));
    CHECK(is_host_name(std::string(253, 'a')));
    CHECK_FALSE(is_host_name(std::string(254, 'a')));
}

TEST_CASE("addresses are IPv4 or IPv6, without brackets") {
    for (const char* text : {"10.0.0.1", "255.255.255.255", "::1", "2001:db8::1", "::ffff:10.0.0.1"}) {
        CHECK(is_address(text));
    }
    for (const char* text : {"", "10.0.0", "10.0.0.256", "010.0.0.1", "[::1]", "::1]", "10.0.0.1\n",
                             "10.0.0.1 ", "fe80::1%eth0", "1", "localhost"}) {
        CAPTURE(text);
        CHECK_FALSE(is_address(text));
    }
}

TEST_CASE("loopback is this host") {
    for (const char* host : {"localhost", "LocalHost", "127.0.0.1", "127.255.0.1", "::1"}) {
        CHECK(is_loopback(host));
    }
    for (const char* host : {"", "localhost.example.com", "127.example.com", "10.0.0.1", "::2"}) {
        CHECK_FALSE(is_loopback(host));
    }
}

TEST_CASE("a next hop is the host itself") {
    CHECK(nexthop("smtp.example.com", 587) == "[smtp.example.com]:587");
    CHECK(nexthop("10.0.0.1", 25) == "[10.0.0.1]:25");
    CHECK(nexthop("2001:db8::1", 465) == "[ipv6:2001:db8::1]:465");
}

TEST_CASE("plain addresses can stand in a map") {
    for (const char* text : {"a@b", "jira+x@example.com", "a.b-c_d/e=f@example.com", "o{b}|r*@example.com",
                             "\xD0\xB6@example.com", "a#b@example.com"}) {
        CAPTURE(text);
        CHECK(is_plain_address(text));
    }
    for (const char* text :
         {"", "jira", "@example.com", "jira@", "a@b@c", "a b@c", "a@b\n", "a@b\tc", "\"a\"@b", "a\\b@c",
          "<a@b>", "a@[10.0.0.1]", "a,b@c", "a;b@c", "a:b@c", "#a@b", "a'b@c", "(a)@b", "a@b\x7F"}) {
        CAPTURE(text);
        CHECK_FALSE(is_plain_address(text));
    }
    CHECK_FALSE(is_plain_address(std::string_view("a\0@b", 4)));
}

TEST_CASE("an address may stand in brackets behind a name") {
    CHECK(address_in("jira@example.com") == "jira@example.com");
    CHECK(address_in("Jira <jira@example.com>") == "jira@example.com");
    CHECK(address_in("\"a <b> c\" <jira@example.com>") == "jira@example.com");
    CHECK(address_in("<>").empty());
    CHECK(address_in("Jira <jira@example.com") == "Jira <jira@example.com");
    CHECK(address_in("> <a@b>") == "a@b");
    CHECK(address_in("a > b") == "a > b");
    CHECK(address_in("").empty());
}

TEST_CASE("no address hides anything behind a NUL") {
    CHECK_FALSE(is_address(std::string_view("10.0.0.1\0]:25\nalias_maps = x", 28)));
    CHECK_FALSE(is_address(std::string_view("::1\0", 4)));
    CHECK_FALSE(is_loopback(std::string_view("127.0.0.1\0x", 11)));
}

TEST_CASE("addresses that are not UTF-8 are passed over by Postfix, so they are not plain") {
    CHECK_FALSE(is_plain_address("b\xFCro@example.com"));
    CHECK_FALSE(is_plain_address("a@\xC3.example.com"));
}

TEST_CASE("loopback-only does not listen on every address that begins with 127") {
    for (const char* host : {"localhost", "LocalHost", "127.0.0.1", "::1"}) {
        CHECK(is_usual_loopback(host));
    }
    for (const char* host : {"127.0.0.2", "127.0.1.1", "127.1", "::2", "", "localhost.example.com"}) {
        CHECK_FALSE(is_usual_loopback(host));
    }
}

TEST_CASE("an address has an end") {
    const std::string domain = "@example.com";
    CHECK(is_plain_address(std::string(254 - domain.size(), 'a') + domain));
    CHECK_FALSE(is_plain_address(std::string(255 - domain.size(), 'a') + domain));
}
