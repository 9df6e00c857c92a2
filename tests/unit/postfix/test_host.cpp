#include "postfix/host.hpp"

#include "catch.hpp"

using namespace postern::postfix;

TEST_CASE("a host has the platform's authorities unless it names its own") {
    Host host;
    host.platform = Platform::suse;
    CHECK(ca_file_of(host) == "/etc/ssl/ca-bundle.pem");
    host.ca_file = "/etc/ssl/company.pem";
    CHECK(ca_file_of(host) == "/etc/ssl/company.pem");
}

TEST_CASE("an instance has folders of its own") {
    Host host;
    CHECK(config_folder_of(host) == "/etc/postfix");
    CHECK(token_folder_of(host) == "/var/lib/postfix/xoauth2");
    host.instance = "postfix-jira";
    CHECK(config_folder_of(host) == "/etc/postfix-jira");
    CHECK(token_folder_of(host) == "/var/lib/postfix-jira/xoauth2");
}

TEST_CASE("what loopback-only does not stand for is listened on by its name") {
    Host host;
    for (const char* name : {"localhost", "LOCALHOST", "127.0.0.1", "::1"}) {
        host.listen_host = name;
        CHECK(outside_listener(host).empty());
    }
    for (const char* name :
         {"172.17.0.1", "127.0.0.2", "relay.example.com", "2001:db8::1", "127.example.com"}) {
        host.listen_host = name;
        CHECK(outside_listener(host) == name);
    }
}
