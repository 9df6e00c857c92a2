#include "postfix/readme_use.hpp"

#include "support/sample_plan.hpp"

using namespace postern;
using namespace postern::postfix;
using test::holds;

namespace {

std::string text_of(void (*write)(const Plan&, ReadmeText&), const Plan& plan) {
    ReadmeText text;
    write(plan, text);
    return text.take();
}

}  // namespace

TEST_CASE("the form is for Jira and Confluence, the session for Tomcat") {
    Plan plan = test::sample_plan();
    plan.host.listen_host = "172.17.0.1";
    plan.host.listen_port = 2525;
    std::string text = text_of(write_form, plan);
    CHECK(holds(text, "Outgoing Mail"));
    CHECK_FALSE(holds(text, "server.xml"));
    plan.upstreams[0].product = "tomcat";
    text = text_of(write_form, plan);
    CHECK(holds(text, "mail.smtp.host=\"172.17.0.1\" mail.smtp.port=\"2525\" mail.smtp.auth=\"false\""));
    CHECK_FALSE(holds(text, "Outgoing Mail"));
    plan.route = Route::blackhole;
    text = text_of(write_form, plan);
    CHECK(holds(text, "Outgoing Mail"));
    CHECK(holds(text, "server.xml"));
}

TEST_CASE("the log is where the platform has it") {
    Plan plan = test::sample_plan();
    CHECK(holds(text_of(write_form, plan), "/var/log/mail.log"));
    CHECK(holds(text_of(write_form, plan), "journalctl -u 'postfix*'"));
    plan.host.platform = Platform::rhel;
    CHECK(holds(text_of(write_form, plan), "/var/log/maillog"));
}

TEST_CASE("what this host sends itself is told") {
    Plan plan = test::sample_plan();
    CHECK(holds(text_of(write_own_mail, plan), "MAILTO=admin@example.com"));
    CHECK(holds(text_of(write_own_mail, plan), "/etc/aliases is not used"));
    plan.route = Route::blackhole;
    CHECK(holds(text_of(write_own_mail, plan), "is kept like the applications' mail"));
    plan.host.instance = "postfix-jira";
    CHECK(holds(text_of(write_own_mail, plan), "goes by its own Postfix as before"));
}

TEST_CASE("later on the queue is asked by the instance's own folder") {
    Plan plan = test::sample_plan();
    plan.host.instance = "postfix-jira";
    CHECK(holds(text_of(write_later, plan), "postqueue -c /etc/postfix-jira -p"));
    CHECK(holds(text_of(write_later, plan), "sasl_passwd.NAME"));
}
