#include "postfix/manifest.hpp"

#include "postfix/blackhole_config.hpp"
#include "postfix/relay_config.hpp"
#include "support/sample_plan.hpp"

using namespace postern;
using namespace postern::postfix;
using test::has_line;
using test::holds;

namespace {

std::string of_relay(const Plan& plan) {
    return manifest(plan, relay_config(plan));
}

std::vector<std::string> starting_with(const std::string& text, const std::string& word) {
    std::vector<std::string> found;
    for (const std::string& line : test::lines_of(text)) {
        if (line.starts_with(word + ' ')) {
            found.push_back(line);
        }
    }
    return found;
}

}  // namespace

TEST_CASE("the script learns what the configuration is for") {
    Plan plan = test::sample_plan();
    plan.host.platform = Platform::rhel;
    plan.host.version = {3, 5};
    plan.host.listen_port = 2525;
    std::string text = of_relay(plan);
    CHECK(has_line(text, "route upstreams"));
    CHECK(has_line(text, "version 3.5"));
    CHECK(has_line(text, "platform rhel"));
    CHECK(has_line(text, "listen 127.0.0.1 2525"));
    CHECK(starting_with(text, "packages").size() == 1);
    CHECK(starting_with(text, "instance").empty());
    plan.route = Route::direct;
    plan.host.listen_host = "172.17.0.1";
    plan.host.instance = "postfix-jira";
    text = of_relay(plan);
    CHECK(has_line(text, "route direct"));
    CHECK(has_line(text, "listen 172.17.0.1 2525"));
    CHECK(has_line(text, "instance postfix-jira"));
}

TEST_CASE("main.cf comes last, behind all that it names") {
    const auto files = starting_with(of_relay(test::sample_plan()), "file");
    CHECK(files == std::vector<std::string>{"file 0600 sasl_passwd.jira_main", "file 0644 dsn_filter",
                                            "file 0644 master.cf", "file 0644 main.cf"});
}

TEST_CASE("every password must be found, and every pattern be one") {
    Upstream open = test::sample_upstream("jira_open", "open.example.com");
    open.login = Login::none;
    Plan plan = test::sample_plan({test::sample_upstream(), open});
    const std::string text = of_relay(plan);
    CHECK(starting_with(text, "query") ==
          std::vector<std::string>{"query [smtp.example.com]:587 sasl_passwd.jira_main"});
    CHECK(has_line(text, "pattern dsn_filter"));
    CHECK(has_line(text, "plugin plain"));
    CHECK_FALSE(holds(text, "xoauth2"));
    plan.upstreams.erase(plan.upstreams.begin());
    CHECK_FALSE(holds(of_relay(plan), "plugin"));
}

TEST_CASE("tokens go where Postfix may renew them, and are kept there") {
    Upstream upstream = test::sample_upstream();
    upstream.login = Login::xoauth2;
    const std::string text = of_relay(test::sample_plan({upstream}));
    CHECK(has_line(text, "plugin sasl-xoauth2"));
    CHECK_FALSE(has_line(text, "plugin plain"));
    CHECK(has_line(text, "folder 0700 postfix /var/lib/postfix/xoauth2"));
    CHECK(has_line(text, "unless-there place 0644 root sasl-xoauth2.conf /etc/sasl-xoauth2.conf"));
    CHECK(has_line(text,
                   "unless-there place 0600 postfix xoauth2/jira_main.json "
                   "/var/lib/postfix/xoauth2/jira_main.json"));
    CHECK_FALSE(holds(text, "file 0600 xoauth2/"));
    CHECK_FALSE(holds(text, "file 0644 sasl-xoauth2.conf"));
}

TEST_CASE("a blackhole has a mailbox and its daily care") {
    Plan plan = test::sample_plan({});
    plan.route = Route::blackhole;
    plan.host.platform = Platform::alpine;
    plan.mailbox.uid = 1001;
    plan.mailbox.gid = 1002;
    const std::string text = manifest(plan, blackhole_config(plan));
    CHECK(has_line(text, "route blackhole"));
    CHECK(has_line(text, "folder 0755 0:0 /var/spool/postern-blackhole"));
    CHECK(has_line(text, "folder 0700 1001:1002 /var/spool/postern-blackhole/Maildir"));
    CHECK(has_line(text, "mailbox /var/spool/postern-blackhole/Maildir"));
    CHECK(has_line(text, "daily prune.sh /etc/periodic/daily/postern-blackhole"));
    CHECK(has_line(text, "pattern header_checks"));
    CHECK(starting_with(text, "query").empty());
}

TEST_CASE("no line holds a secret or a word too many") {
    const std::string text = of_relay(test::sample_plan());
    CHECK_FALSE(holds(text, "s3cret"));
    for (const std::string& line : starting_with(text, "file")) {
        CHECK(std::count(line.begin(), line.end(), ' ') == 2);
    }
}
