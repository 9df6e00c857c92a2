#include "postfix/readme.hpp"

#include "support/sample_plan.hpp"

using namespace postern;
using namespace postern::postfix;
using test::holds;

namespace {

// One line, so that it does not matter where words are wrapped.
std::string flat(const std::string& text) {
    std::string result;
    for (const char c : text) {
        const char shown = c == '\n' ? ' ' : c;
        if (shown != ' ' || result.empty() || result.back() != ' ') {
            result += shown;
        }
    }
    return result;
}

Plan blackhole() {
    Plan plan = test::sample_plan({});
    plan.route = Route::blackhole;
    plan.mailbox.keep_days = 30;
    return plan;
}

}  // namespace

TEST_CASE("a relay says what it holds and how it is installed") {
    const std::string text = flat(readme(test::sample_plan()));
    CHECK(holds(text,
                "jira_main: smtp.example.com port 587, as jira@example.com, STARTTLS, certificate checked."));
    CHECK(holds(text, "Senders: jira@example.com."));
    for (const char* part : {"sasl_passwd.jira_main", "dsn_filter", "MANIFEST", "sudo ./install.sh",
                             "uninstall.sh", "apt-get install postfix", "/etc/postfix.postern-backup",
                             "Postfix 3.7", "This folder holds passwords", "postqueue -c /etc/postfix -p"}) {
        CAPTURE(part);
        CHECK(holds(text, part));
    }
    for (const char* part :
         {"s3cret", "sender_transport", "sender_canonical", "prune.sh", "XOAUTH2", "Maildir"}) {
        CAPTURE(part);
        CHECK_FALSE(holds(text, part));
    }
}

TEST_CASE("several accounts share the mail by their senders") {
    const std::string text = flat(readme(test::sample_plan(
        {test::sample_upstream(), test::sample_upstream("jira_two", "two.example.com", "two@example.com")})));
    CHECK(holds(text, "Mail of any other sender leaves by the first."));
    CHECK(holds(text, "sender_transport"));
}

TEST_CASE("tokens come with the commands that get them") {
    Upstream upstream = test::sample_upstream();
    upstream.login = Login::xoauth2;
    const std::string text = flat(readme(test::sample_plan({upstream})));
    CHECK(holds(text, "Tokens for jira_main"));
    CHECK(holds(text, "sasl-xoauth2-tool test-token-refresh /var/lib/postfix/xoauth2/jira_main.json"));
    CHECK(holds(text, "FILL-IN"));
    CHECK(text.find("sudo ./install.sh") < text.find("test-token-refresh"));
}

TEST_CASE("an instance keeps what is handed to it alone") {
    Plan plan = blackhole();
    plan.host.instance = "postfix-jira";
    plan.host.listen_port = 2525;
    const std::string text = flat(readme(plan));
    CHECK(holds(text, "A Postfix instance that lets no mail out"));
    CHECK(holds(text, "takes the mail that is handed to localhost port 2525"));
    CHECK(holds(text, "The host's own Postfix still sends"));
}

TEST_CASE("a blackhole says where the mail lies") {
    Plan plan = blackhole();
    std::string text = flat(readme(plan));
    CHECK(holds(text, "A Postfix that lets no mail out"));
    CHECK(holds(text, "mutt -R -f /var/spool/postern-blackhole/Maildir"));
    CHECK(holds(text, "deletes mail older than 30 days"));
    CHECK_FALSE(holds(text, "sasl_passwd."));
    CHECK_FALSE(holds(text, "testers"));
    CHECK(holds(text, "has no service that could send mail off"));
    CHECK(holds(text, "sudo ls -lt /var/spool/postern-blackhole/Maildir/new"));
    CHECK(holds(text, "any program that runs as this user can read it"));
    CHECK(holds(text, "better name a user of its own by --mailbox-owner"));
    CHECK(holds(text, "uninstall.sh leaves the mail where it is"));
    CHECK(holds(text, "apt-get install postfix ca-certificates"));
    plan.mailbox.testers = {"qa@example.com", "qb@example.com"};
    text = flat(readme(plan));
    CHECK(holds(text, "These testers get their mail for real: qa@example.com, qb@example.com."));
    CHECK(holds(text, "A Postfix that lets mail out to its testers alone"));
    CHECK(holds(text, "Only mail to the testers named below is delivered to them, and really leaves."));
    CHECK_FALSE(holds(text, "no service that could send"));
    plan.mailbox.uid = 1000;
    CHECK_FALSE(holds(flat(readme(plan)), "--mailbox-owner"));
}

TEST_CASE("direct delivery holds no passwords") {
    Plan plan = test::sample_plan({});
    plan.route = Route::direct;
    const std::string text = flat(readme(plan));
    CHECK(holds(text, "PTR"));
    CHECK_FALSE(holds(text, "password lies"));
    CHECK_FALSE(holds(text, "This folder holds passwords"));
}

TEST_CASE("the form of the applications names this Postfix") {
    Plan plan = test::sample_plan();
    plan.host.listen_host = "172.17.0.1";
    plan.host.listen_port = 2525;
    const std::string text = flat(readme(plan));
    CHECK(holds(text, "Host name 172.17.0.1"));
    CHECK(holds(text, "Port 2525"));
}

TEST_CASE("a fragment is merged by hand") {
    const std::string text = flat(fragment_readme(test::sample_plan()));
    CHECK(holds(text, "cat main.cf.fragment >>/etc/postfix/main.cf"));
    CHECK(holds(text, "cat master.cf.fragment >>/etc/postfix/master.cf"));
    CHECK_FALSE(holds(text, "install.sh"));
    CHECK_FALSE(holds(text, "s3cret"));
    for (const char* part : {"apt-get install postfix libsasl2-modules", "This folder holds passwords",
                             "install -m 0600 -o root -g root sasl_passwd.* /etc/postfix/", "The way back",
                             "main.cf.before /etc/postfix/main.cf", "postqueue -c /etc/postfix -p"}) {
        CAPTURE(part);
        CHECK(holds(text, part));
    }
}

TEST_CASE("names from a dump cannot write lines of their own") {
    Upstream upstream = test::sample_upstream();
    upstream.username = "a\x1B[31m\nrm -rf /";
    CHECK(holds(flat(readme(test::sample_plan({upstream}))), "a\\x1b[31m\\x0arm -rf /"));
}

TEST_CASE("lines fit a page, but for commands") {
    for (const std::string& text :
         {readme(test::sample_plan()), readme(blackhole()), fragment_readme(test::sample_plan())}) {
        for (const std::string& line : test::lines_of(text)) {
            CAPTURE(line);
            CHECK((line.size() <= 100 || line.starts_with("    ")));
        }
    }
}

TEST_CASE("a fragment does not promise what only a whole configuration does") {
    Upstream upstream = test::sample_upstream();
    upstream.login = Login::xoauth2;
    Plan plan = test::sample_plan(
        {upstream, test::sample_upstream("jira_two", "two.example.com", "two@example.com")});
    plan.fragment = true;
    const std::string text = flat(fragment_readme(plan));
    CHECK_FALSE(holds(text, "leaves by the first"));
    CHECK_FALSE(holds(text, "install.sh"));
    CHECK(holds(text, "/etc/sasl-xoauth2.conf"));
}
