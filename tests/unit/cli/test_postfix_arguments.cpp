#include "cli/postfix_arguments.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>

#include "catch.hpp"

using namespace postern;
using cli::PostfixOptions;
using Words = std::vector<std::string>;

namespace {

struct Parsed {
    PostfixOptions options;
    Words targets;
};

Parsed parse(Words words) {
    CLI::App application;
    Parsed parsed;
    application.add_option("TARGET", parsed.targets);
    cli::add_route_arguments(application, parsed.options);
    cli::add_account_arguments(application, parsed.options);
    cli::add_host_arguments(application, parsed.options);
    cli::add_blackhole_arguments(application, parsed.options);
    std::reverse(words.begin(), words.end());  // as CLI11 takes them
    application.parse(words);
    return parsed;
}

}  // namespace

TEST_CASE("every word arrives where it belongs") {
    const PostfixOptions o = parse({"--direct",
                                    "--fragment",
                                    "--multi-instance",
                                    "jira",
                                    "--tls",
                                    "a=may",
                                    "--oauth",
                                    "u",
                                    "--oauth-client-id",
                                    "id",
                                    "--keep-senders",
                                    "--platform",
                                    "rhel",
                                    "--postfix-version",
                                    "3.5",
                                    "--relay",
                                    "mail:2525",
                                    "--client-network",
                                    "10.0.0.0/8",
                                    "--hostname",
                                    "jira.example.com",
                                    "--ca-file",
                                    "/ca.pem",
                                    "--allow",
                                    "qa@example.com",
                                    "--mailbox-owner",
                                    "1000:1000",
                                    "--keep-days",
                                    "3"})
                                 .options;
    CHECK(o.direct);
    CHECK(o.fragment);
    CHECK(o.keep_senders);
    CHECK(o.instance == "jira");
    CHECK(o.tls == Words{"a=may"});
    CHECK(o.oauth == Words{"u"});
    CHECK(o.oauth_client_id == "id");
    CHECK(o.platform == "rhel");
    CHECK(o.version == "3.5");
    CHECK(o.relay == "mail:2525");
    CHECK(o.networks == Words{"10.0.0.0/8"});
    CHECK(o.hostname == "jira.example.com");
    CHECK(o.ca_file == "/ca.pem");
    CHECK(o.testers == Words{"qa@example.com"});
    CHECK(o.mailbox_owner == "1000:1000");
    CHECK(o.keep_days == 3U);
}

TEST_CASE("without words it is a relay on this host's port 25") {
    const PostfixOptions o = parse({}).options;
    CHECK(o.relay == "localhost:25");
    CHECK_FALSE(o.direct);
    CHECK_FALSE(o.fragment);
    CHECK_FALSE(o.keep_days);
}

TEST_CASE("an option that may be repeated takes one word each time, so a target may follow") {
    for (const char* option : {"--tls", "--oauth", "--client-network", "--allow"}) {
        CHECK(parse({option, "a", "target"}).targets == Words{"target"});
    }
    CHECK(parse({"--tls", "a", "--tls", "b"}).options.tls == Words{"a", "b"});
}

TEST_CASE("an empty word is refused where it would choose another Postfix in silence") {
    for (const char* option : {"--multi-instance", "--oauth-client-id", "--platform", "--postfix-version",
                               "--hostname", "--ca-file", "--mailbox-owner"}) {
        CHECK_THROWS_AS(parse({option, ""}), CLI::ParseError);
    }
}

TEST_CASE("days are a number within reason") {
    for (const char* days : {"0", "3651", "-1", "soon", ""}) {
        CHECK_THROWS_AS(parse({"--keep-days", days}), CLI::ParseError);
    }
    CHECK(parse({"--keep-days", "3650"}).options.keep_days == 3650U);
}
