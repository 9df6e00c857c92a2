#include "postfix/blackhole_config.hpp"

#include "support/sample_plan.hpp"

using namespace postern;
using namespace postern::postfix;
using test::has_line;
using test::holds;

namespace {

Plan blackhole(std::vector<Upstream> upstreams = {}, std::vector<std::string> testers = {}) {
    Plan plan = test::sample_plan(std::move(upstreams));
    plan.route = Route::blackhole;
    plan.mailbox.testers = std::move(testers);
    return plan;
}

std::vector<std::string> senders_off(const std::vector<ConfigFile>& files) {
    std::vector<std::string> found;
    for (const std::string& command : test::commands_of(test::text_in(files, "master.cf"))) {
        if (command == "smtp" || command == "lmtp" || command == "local" || command == "pipe") {
            found.push_back(command);
        }
    }
    return found;
}

}  // namespace

TEST_CASE("no service of a blackhole can send mail") {
    const auto files = blackhole_config(blackhole());
    CHECK(test::names_of(files) == std::vector<std::string>{"main.cf", "master.cf", "header_checks"});
    CHECK(senders_off(files).empty());
    CHECK(test::commands_of(test::text_in(files, "master.cf")).back() == "virtual");
}

TEST_CASE("every way of routing ends in the Maildir") {
    Plan plan = blackhole();
    plan.mailbox.uid = 1001;
    plan.mailbox.gid = 1002;
    const std::string main = test::text_in(blackhole_config(plan), "main.cf");
    for (const char* name :
         {"default_transport", "relay_transport", "local_transport", "virtual_transport"}) {
        CHECK(has_line(main, std::string(name) + " = virtual:"));
    }
    for (const char* name : {"relayhost", "virtual_alias_maps", "virtual_alias_domains",
                             "virtual_mailbox_domains", "mydestination", "relay_domains", "alias_maps"}) {
        CHECK(has_line(main, std::string(name) + " ="));
    }
    CHECK(has_line(main, "virtual_mailbox_base = /var/spool/postern-blackhole"));
    CHECK(has_line(main, "virtual_mailbox_maps = static:Maildir/"));
    CHECK(has_line(main, "virtual_uid_maps = static:1001"));
    CHECK(has_line(main, "virtual_gid_maps = static:1002"));
    CHECK(has_line(main, "virtual_mailbox_limit = 0"));
    CHECK_FALSE(holds(main, "transport_maps"));
}

TEST_CASE("subjects are marked, those of attached messages are not") {
    const auto files = blackhole_config(blackhole());
    CHECK(test::text_in(files, "header_checks") ==
          "/^Subject:[[:space:]]*(.*)$/ REPLACE Subject: [SANDBOX] $1\n");
    const std::string main = test::text_in(files, "main.cf");
    CHECK(has_line(main, "header_checks = regexp:$config_directory/header_checks"));
    CHECK(has_line(main, "nested_header_checks ="));
    CHECK(has_line(main, "mime_header_checks ="));
}

TEST_CASE("an account that nobody needs is no way out") {
    const auto files = blackhole_config(blackhole({test::sample_upstream()}));
    CHECK(senders_off(files).empty());
    for (const ConfigFile& file : files) {
        CHECK_FALSE(holds(std::string(file.text.reveal()), "s3cret"));
    }
}

TEST_CASE("testers without an account get mail from their own servers, and nobody else does") {
    const auto files = blackhole_config(blackhole({}, {"qa.one+x@example.com", "b@example.org"}));
    CHECK(senders_off(files) == std::vector<std::string>{"smtp"});
    const auto map = test::lines_of(test::text_in(files, "transport"));
    REQUIRE(map.size() == 3);
    CHECK(map[0][0] == '#');
    CHECK(map[1] == "/^qa\\.one\\+x@example\\.com$/ allowed:");
    CHECK(map[2] == "/^b@example\\.org$/ allowed:");
    const std::string main = test::text_in(files, "main.cf");
    CHECK(has_line(main, "transport_maps = regexp:$config_directory/transport"));
    CHECK(has_line(main, "default_transport = virtual:"));
}

TEST_CASE("testers with an account get mail through it") {
    const auto files = blackhole_config(blackhole({test::sample_upstream()}, {"qa@example.com"}));
    CHECK(senders_off(files) == std::vector<std::string>{"smtp"});
    CHECK(
        has_line(test::text_in(files, "transport"), "/^qa@example\\.com$/ jira_main:[smtp.example.com]:587"));
    CHECK(test::file_of(files, "sasl_passwd.jira_main").mode == kSecretMode);
    const std::string main = test::text_in(files, "main.cf");
    CHECK(has_line(main, "default_transport = virtual:"));
    CHECK(has_line(main, "smtp_tls_CAfile = /etc/ssl/certs/ca-certificates.crt"));
    CHECK_FALSE(holds(main, "s3cret"));
}

TEST_CASE("the testers' account is used as its provider wants") {
    Provider provider = test::sample_provider();
    provider.connections = 3;
    Upstream upstream = test::sample_upstream();
    upstream.provider = &provider;
    upstream.own_sender = "jira@example.com";
    auto files = blackhole_config(blackhole({upstream}, {"qa@example.com"}));
    const std::string main = test::text_in(files, "main.cf");
    CHECK(has_line(main, "jira_main_destination_concurrency_limit = 3"));
    CHECK(has_line(main, "sender_canonical_maps = regexp:$config_directory/sender_canonical"));
    CHECK(has_line(main, "local_header_rewrite_clients = permit_mynetworks"));
    CHECK(has_line(test::text_in(files, "sender_canonical"), "/@/ jira@example.com"));
    files = blackhole_config(blackhole({upstream}));
    CHECK_FALSE(holds(test::text_in(files, "main.cf"), "jira_main"));
    CHECK_FALSE(holds(test::text_in(files, "main.cf"), "dsn_filter"));
}
