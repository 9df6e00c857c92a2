#include "postfix/main_cf.hpp"

#include "support/sample_plan.hpp"

using namespace postern;
using namespace postern::postfix;
using test::has_line;
using test::holds;

TEST_CASE("settings and comments are lines") {
    MainCf main;
    main.comment("Hello.");
    main.set("relayhost", "");
    main.set("mail_name", "x");
    main.set("message_size_limit", 25'000'000'000);
    main.comment("More.");
    CHECK(main.text() ==
          "# Hello.\nrelayhost =\nmail_name = x\nmessage_size_limit = 25000000000\n\n# More.\n");
}

TEST_CASE("no line of a comment loses its mark") {
    MainCf main;
    main.comment(std::string(60, 'a') + ' ' + std::string(60, 'b') + "\nrelayhost = evil");
    const auto lines = test::lines_of(main.text());
    CHECK(lines.size() == 2);
    for (const std::string& line : lines) {
        CHECK(line.starts_with("# "));
    }
}

TEST_CASE("maps need no postmap") {
    CHECK(texthash("a") == "texthash:$config_directory/a");
    CHECK(regexp("a") == "regexp:$config_directory/a");
}

TEST_CASE("a host takes mail from itself alone") {
    MainCf main;
    add_host_settings({}, main);
    const std::string& text = main.text();
    CHECK(text.starts_with("compatibility_level = 3.6\n"));
    CHECK(has_line(text, "inet_interfaces = loopback-only"));
    CHECK(has_line(text, "mynetworks = 127.0.0.0/8, [::1]/128"));
    CHECK(has_line(text, "smtpd_relay_restrictions = permit_mynetworks, reject"));
    for (const char* name : {"mydestination", "relay_domains", "local_recipient_maps", "alias_maps",
                             "alias_database", "notify_classes"}) {
        CHECK(has_line(text, std::string(name) + " ="));
    }
    CHECK_FALSE(holds(text, "myhostname"));
    CHECK_FALSE(holds(text, "multi_instance"));
    CHECK_FALSE(holds(text, "queue_directory"));
}

TEST_CASE("what a host is called and who may hand in mail can be said") {
    Host host;
    host.version = {3, 5};
    host.hostname = "jira.example.com";
    host.client_networks = {"172.17.0.0/16", "[2001:db8::]/64"};
    host.instance = "postfix-jira";
    MainCf main;
    add_host_settings(host, main);
    CHECK(has_line(main.text(), "compatibility_level = 2"));
    CHECK(has_line(main.text(), "myhostname = jira.example.com"));
    CHECK(has_line(main.text(), "mynetworks = 127.0.0.0/8, [::1]/128, 172.17.0.0/16, [2001:db8::]/64"));
    CHECK(has_line(main.text(), "multi_instance_name = postfix-jira"));
    CHECK(has_line(main.text(), "queue_directory = /var/spool/postfix-jira"));
    CHECK(has_line(main.text(), "data_directory = /var/lib/postfix-jira"));
    CHECK_FALSE(holds(main.text(), "from this host alone"));
}

TEST_CASE("mailboxes are never smaller than messages") {
    MainCf main;
    add_queue_settings(10'000'000, main);
    CHECK(has_line(main.text(), "message_size_limit = 10000000"));
    CHECK(has_line(main.text(), "mailbox_size_limit = 0"));
    CHECK(has_line(main.text(), "virtual_mailbox_limit = 0"));
    CHECK(has_line(main.text(), "maximal_queue_lifetime = 5d"));
}
