#include "postfix/relay_config.hpp"

#include "support/sample_plan.hpp"

using namespace postern;
using namespace postern::postfix;
using test::has_line;
using test::holds;

namespace {

Plan two_accounts() {
    Upstream second = test::sample_upstream("jira_two", "smtp.example.org", "two@example.org");
    second.port = 465;
    second.wrappermode = true;
    return test::sample_plan({test::sample_upstream(), second});
}

Provider strict() {
    Provider provider = test::sample_provider();
    provider.own_sender_only = true;
    provider.connections = 3;
    provider.message_size = 25'000'000;
    return provider;
}

}  // namespace

TEST_CASE("one account takes all mail") {
    const auto files = relay_config(test::sample_plan());
    CHECK(test::names_of(files) ==
          std::vector<std::string>{"main.cf", "master.cf", "sasl_passwd.jira_main", "dsn_filter"});
    const std::string main = test::text_in(files, "main.cf");
    CHECK(has_line(main, "default_transport = jira_main:[smtp.example.com]:587"));
    CHECK(has_line(main, "relayhost ="));
    CHECK(has_line(main, "local_transport = error:5.1.1 this host has no mailboxes"));
    CHECK(has_line(main, "message_size_limit = 52428800"));
    CHECK_FALSE(holds(main, "sender_dependent"));
    CHECK_FALSE(holds(main, "sender_canonical"));
    CHECK_FALSE(holds(main, "s3cret"));
}

TEST_CASE("several accounts share it by sender, each with a transport of its own") {
    const auto files = relay_config(two_accounts());
    const std::string main = test::text_in(files, "main.cf");
    CHECK(has_line(main, "default_transport = jira_main:[smtp.example.com]:587"));
    CHECK(has_line(main,
                   "sender_dependent_default_transport_maps = texthash:$config_directory/sender_transport"));
    CHECK(has_line(test::text_in(files, "sender_transport"),
                   "two@example.org jira_two:[smtp.example.org]:465"));
    const auto commands = test::commands_of(test::text_in(files, "master.cf"));
    CHECK(std::count(commands.begin(), commands.end(), "smtp") == 2);
    CHECK(test::text_in(files, "sasl_passwd.jira_two") == "[smtp.example.org]:465 two@example.org:s3cret\n");
}

TEST_CASE("a provider's wishes are heard") {
    const Provider provider = strict();
    Plan plan = test::sample_plan();
    plan.upstreams[0].provider = &provider;
    plan.upstreams[0].own_sender = "jira@example.com";
    const auto files = relay_config(plan);
    const std::string main = test::text_in(files, "main.cf");
    CHECK(has_line(main, "sender_canonical_maps = regexp:$config_directory/sender_canonical"));
    CHECK(has_line(main, "sender_canonical_classes = envelope_sender, header_sender"));
    // Postfix rewrites no headers of clients in mynetworks unless it is told so.
    CHECK(has_line(main, "local_header_rewrite_clients = permit_mynetworks"));
    CHECK(has_line(main, "jira_main_destination_concurrency_limit = 3"));
    CHECK(has_line(main, "message_size_limit = 25000000"));
    CHECK(has_line(test::text_in(files, "sender_canonical"), "/@/ jira@example.com"));
}

TEST_CASE("a server without a login needs no password file") {
    Plan plan = test::sample_plan();
    plan.upstreams[0].login = Login::none;
    const auto files = relay_config(plan);
    CHECK(test::names_of(files) == std::vector<std::string>{"main.cf", "master.cf", "dsn_filter"});
}

TEST_CASE("direct delivery has one transport and no accounts") {
    Plan plan = test::sample_plan({});
    plan.route = Route::direct;
    plan.host.hostname = "jira.example.com";
    const auto files = relay_config(plan);
    CHECK(test::names_of(files) == std::vector<std::string>{"main.cf", "master.cf"});
    const std::string main = test::text_in(files, "main.cf");
    CHECK(has_line(main, "default_transport = smtp"));
    CHECK(has_line(main, "smtp_tls_security_level = may"));
    CHECK(has_line(main, "myhostname = jira.example.com"));
    CHECK_FALSE(holds(main, "sasl"));
    CHECK(test::commands_of(test::text_in(files, "master.cf")).back() == "smtp");
}

TEST_CASE("tokens come with the settings of the plug-in") {
    Plan plan = test::sample_plan();
    plan.upstreams[0].login = Login::xoauth2;
    const auto files = account_files(plan);
    CHECK(test::names_of(files) == std::vector<std::string>{"sasl_passwd.jira_main", "xoauth2/jira_main.json",
                                                            "sasl-xoauth2.conf", "dsn_filter"});
    CHECK(test::file_of(files, "sasl-xoauth2.conf").mode == kOpenMode);
    CHECK(test::file_of(files, "xoauth2/jira_main.json").mode == kSecretMode);
}

TEST_CASE("settings of the client suit the release") {
    Host host;
    MainCf newer;
    add_client_settings(host, newer);
    CHECK(has_line(newer.text(), "smtp_tls_mandatory_protocols = >=TLSv1.2"));
    host.version = {3, 5};
    host.platform = Platform::rhel;
    MainCf older;
    add_client_settings(host, older);
    CHECK(has_line(older.text(), "smtp_tls_mandatory_protocols = !SSLv2, !SSLv3, !TLSv1, !TLSv1.1"));
    CHECK(has_line(older.text(), "smtp_tls_CAfile = /etc/pki/tls/certs/ca-bundle.crt"));
}

TEST_CASE("each account has one transport") {
    const auto transports = account_transports(two_accounts());
    REQUIRE(transports.size() == 2);
    CHECK(transports[0].name == "jira_main");
    CHECK(transports[1].name == "jira_two");
    CHECK(transports[1].command == "smtp");
}
