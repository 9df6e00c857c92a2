#include "cli/postfix_plan.hpp"

#include <functional>

#include "postern/error.hpp"
#include "support/sample_plan.hpp"

using namespace postern;
using cli::PostfixOptions;

namespace {

PostfixOptions options(const std::function<void(PostfixOptions&)>& change) {
    PostfixOptions result;
    result.platform = "debian";
    result.version = "3.7";
    change(result);
    return result;
}

postfix::Plan plan(const std::function<void(PostfixOptions&)>& change) {
    return cli::read_plan(options(change));
}

std::string refusal(const std::function<void(PostfixOptions&)>& change) {
    try {
        cli::read_plan(options(change));
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::usage);
        CHECK_FALSE(error.hint().empty());
        return error.what();
    }
    return {};
}

using Words = std::initializer_list<const char*>;

}  // namespace

TEST_CASE("a plan without wishes is a relay on localhost") {
    const postfix::Plan made = plan([](PostfixOptions&) {});
    CHECK(made.route == postfix::Route::upstreams);
    CHECK(made.host.platform == postfix::Platform::debian);
    CHECK(made.host.version == postfix::Version{3, 7});
    CHECK(made.host.listen_host == "localhost");
    CHECK(made.host.listen_port == 25);
    CHECK(made.mailbox.uid == 65534);
    CHECK(made.mailbox.keep_days == 14);
    CHECK(plan([](PostfixOptions& o) { o.direct = true; }).route == postfix::Route::direct);
    CHECK(plan([](PostfixOptions& o) { o.blackhole = true; }).route == postfix::Route::blackhole);
    CHECK(plan([](PostfixOptions& o) { o.blackhole = o.direct = true; }).route == postfix::Route::blackhole);
}

TEST_CASE("platform and version") {
    CHECK(plan([](PostfixOptions& o) { o.platform = "suse"; }).host.platform == postfix::Platform::suse);
    for (const char* word : Words{"Debian", "windows", " debian"}) {
        CHECK(refusal([&](PostfixOptions& o) { o.platform = word; }) == "--platform does not know this word");
    }
    CHECK(plan([](PostfixOptions& o) { o.version = "3.4"; }).host.version == postfix::Version{3, 4});
    for (const char* word : Words{"3", "x", "3.3", "2.11", "3.x"}) {
        CHECK(refusal([&](PostfixOptions& o) { o.version = word; }) ==
              "--postfix-version takes X.Y, 3.4 or newer");
    }
}

TEST_CASE("instances have short names") {
    CHECK(plan([](PostfixOptions& o) { o.instance = "jira"; }).host.instance == "postfix-jira");
    CHECK(plan([](PostfixOptions& o) { o.instance = "postfix-jira"; }).host.instance == "postfix-jira");
    for (const char* word : Words{"Jira", "a b", "../x", "a/b", "postfix-", "a_b", "a.b", "$x",
                                  "aaaaaaaaaabbbbbbbbbbccccccccccddd"}) {
        CAPTURE(word);
        CHECK_FALSE(refusal([&](PostfixOptions& o) { o.instance = word; }).empty());
    }
}

TEST_CASE("where it listens") {
    const postfix::Plan made = plan([](PostfixOptions& o) {
        o.relay = "172.17.0.1:2525";
        o.networks = {"172.17.0.0/16"};
    });
    CHECK(made.host.listen_host == "172.17.0.1");
    CHECK(made.host.listen_port == 2525);
    CHECK(made.host.client_networks == std::vector<std::string>{"172.17.0.0/16"});
    CHECK(plan([](PostfixOptions& o) { o.relay = "[::1]:25"; }).host.listen_host == "::1");
    CHECK(plan([](PostfixOptions& o) { o.relay = "127.0.0.2:25"; }).host.listen_host == "127.0.0.2");
    for (const char* word : Words{"localhost:25", "127.0.0.1:25", "127.0.0.2:25", "[::1]:2525"}) {
        CHECK(refusal([&](PostfixOptions& o) {
                  o.relay = word;
                  o.networks = {"172.17.0.0/16"};
              }).starts_with("--client-network is of no use"));
    }
    for (const char* word : Words{"localhost", "a b:25", "$x:25", "a/b:25", "[::1:25"}) {
        CHECK(refusal([&](PostfixOptions& o) { o.relay = word; }) == "--relay takes HOST:PORT");
    }
    CHECK(refusal([](PostfixOptions& o) { o.relay = "172.17.0.1:25"; }).find("nobody may hand in mail") !=
          std::string::npos);
    for (const char* word : Words{"", "all", "10.0.0.0/8, 0.0.0.0/0", "$mynetworks", "10.0.0.0/8\nx"}) {
        CHECK(refusal([&](PostfixOptions& o) { o.networks = {word}; }) == "--client-network takes a network");
    }
}

TEST_CASE("host name and certification authorities") {
    CHECK(plan([](PostfixOptions& o) { o.hostname = "jira.example.com"; }).host.hostname ==
          "jira.example.com");
    CHECK(plan([](PostfixOptions& o) { o.ca_file = "/etc/ca.pem"; }).host.ca_file == "/etc/ca.pem");
    for (const char* word : Words{"a b", "10.0.0.1", "$x", "jira\nx"}) {
        CHECK(refusal([&](PostfixOptions& o) { o.hostname = word; }) == "--hostname takes a host name");
    }
    for (const char* word : Words{"ca.pem", "/etc/my ca.pem", "/etc/$x", "/a\nb", "/a,/b"}) {
        CHECK(refusal([&](PostfixOptions& o) {
                  o.ca_file = word;
              }).starts_with("--ca-file takes an absolute path"));
    }
}

TEST_CASE("the mailbox of a blackhole") {
    const postfix::Mailbox mailbox = plan([](PostfixOptions& o) {
                                         o.mailbox_owner = "1000:8";
                                         o.keep_days = 3;
                                         o.testers = {"QA@Example.com"};
                                     }).mailbox;
    CHECK(mailbox.uid == 1000);
    CHECK(mailbox.gid == 8);
    CHECK(mailbox.keep_days == 3);
    CHECK(mailbox.testers == std::vector<std::string>{"qa@example.com"});
    for (const char* word : Words{"1000", "1000:", ":1000", "nobody:nogroup", "0:0", "99:100", "1000:1000x",
                                  "-1:5", "1000:1000:1", "99999999999:1"}) {
        CAPTURE(word);
        CHECK(
            refusal([&](PostfixOptions& o) { o.mailbox_owner = word; }).starts_with("--mailbox-owner takes"));
    }
    for (const char* word : Words{"", "qa", "@example.com", "qa@example.com,b@example.com",
                                  ".*@example.com x", "a@b@c", "*@example.com"}) {
        CAPTURE(word);
        CHECK(refusal([&](PostfixOptions& o) {
                  o.testers = {word};
              }).starts_with("--allow takes the whole address"));
    }
}

TEST_CASE("what is no network would stop smtpd") {
    for (const char* word : Words{"dead", "[[", "10.0.0.0/99", "10.0.0.1/8", "2001:db8::/32", "1.2.3", ":"}) {
        CAPTURE(word);
        CHECK(refusal([&](PostfixOptions& o) {
                  o.relay = "10.0.0.1:25";
                  o.networks = {word};
              }) == "--client-network takes a network");
    }
    CHECK(refusal([](PostfixOptions& o) {
              o.mailbox_owner = "4294967295:4294967295";
          }).starts_with("--mailbox-owner takes"));
}
