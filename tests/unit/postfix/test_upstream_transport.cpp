#include "postfix/upstream_transport.hpp"

#include <map>
#include <regex>

#include "support/sample_plan.hpp"

using namespace postern;
using namespace postern::postfix;
using test::has_line;

namespace {

std::map<std::string, std::string> options(const Upstream& upstream, const Host& host = {}) {
    const Transport transport = upstream_transport(upstream, host);
    CHECK(transport.name == upstream.name);
    CHECK(transport.command == "smtp");
    std::map<std::string, std::string> found;
    for (const auto& [name, value] : transport.options) {
        CHECK(found.emplace(name, value).second);
    }
    return found;
}

std::string pace(const Provider& provider) {
    Upstream upstream = test::sample_upstream();
    upstream.provider = &provider;
    MainCf main;
    add_pace({&upstream, 1}, main);
    return main.text();
}

}  // namespace

TEST_CASE("an account logs in over verified TLS") {
    const auto found = options(test::sample_upstream());
    CHECK(found.at("syslog_name") == "postfix/jira_main");
    CHECK(found.at("smtp_tls_security_level") == "secure");
    CHECK(found.at("smtp_tls_wrappermode") == "no");
    CHECK(found.at("smtp_sasl_auth_enable") == "yes");
    CHECK(found.at("smtp_sasl_password_maps") == "texthash:$config_directory/sasl_passwd.jira_main");
    CHECK(found.at("smtp_sasl_mechanism_filter") == "plain,login");
    CHECK_FALSE(found.contains("smtp_tls_secure_cert_match"));
    CHECK_FALSE(found.contains("smtp_sasl_security_options"));
}

TEST_CASE("TLS from the start, and another name in the certificate") {
    Upstream upstream = test::sample_upstream();
    upstream.wrappermode = true;
    upstream.tls.name = "mail.example.com";
    const auto found = options(upstream);
    CHECK(found.at("smtp_tls_wrappermode") == "yes");
    CHECK(found.at("smtp_tls_secure_cert_match") == "mail.example.com");
}

TEST_CASE("passwords go out in clear only where that was asked for") {
    Upstream upstream = test::sample_upstream();
    upstream.tls.level = TlsLevel::may;
    CHECK_FALSE(options(upstream).contains("smtp_sasl_security_options"));
    CHECK(options(upstream).at("smtp_tls_security_level") == "may");
    upstream.tls.level = TlsLevel::cleartext;
    CHECK(options(upstream).at("smtp_sasl_security_options") == "noanonymous");
    CHECK(options(upstream).at("smtp_tls_security_level") == "may");
}

TEST_CASE("without a login nobody tries one; with tokens nothing else is tried") {
    Upstream upstream = test::sample_upstream();
    upstream.login = Login::none;
    CHECK(options(upstream).at("smtp_sasl_auth_enable") == "no");
    CHECK_FALSE(options(upstream).contains("smtp_sasl_password_maps"));
    upstream.login = Login::xoauth2;
    CHECK(options(upstream).at("smtp_sasl_mechanism_filter") == "xoauth2");
}

TEST_CASE("the log names the instance") {
    Host host;
    host.instance = "postfix-jira";
    CHECK(options(test::sample_upstream(), host).at("syslog_name") == "postfix-jira/jira_main");
}

TEST_CASE("a provider's pace is kept") {
    Provider provider = test::sample_provider();
    CHECK(pace(provider).empty());
    provider.connections = 3;
    provider.recipients = 100;
    provider.rate_delay = 2;
    provider.limits = "Ten a day.";
    const std::string text = pace(provider);
    CHECK(has_line(text, "# jira_main: what Mail House allows. Ten a day."));
    CHECK(has_line(text, "jira_main_destination_concurrency_limit = 3"));
    CHECK(has_line(text, "jira_main_destination_recipient_limit = 100"));
    CHECK(has_line(text, "jira_main_destination_rate_delay = 2s"));
    CHECK(has_line(text, "jira_main_destination_concurrency_failed_cohort_limit = 10"));
    provider.rate_delay = 0;
    CHECK_FALSE(test::holds(pace(provider), "rate_delay"));
    CHECK_FALSE(test::holds(pace(provider), "cohort"));
    Upstream none = test::sample_upstream();
    MainCf main;
    add_pace({&none, 1}, main);
    CHECK(main.text().empty());
}

TEST_CASE("messages are as large as the smallest provider allows") {
    Provider large = test::sample_provider();
    large.message_size = 90'000'000;
    Provider small = test::sample_provider();
    small.message_size = 10'000'000;
    std::vector<Upstream> upstreams = {test::sample_upstream(), test::sample_upstream(),
                                       test::sample_upstream()};
    CHECK(message_size_for({}) == 52'428'800);
    CHECK(message_size_for(upstreams) == 52'428'800);
    upstreams[1].provider = &large;
    CHECK(message_size_for(upstreams) == 52'428'800);
    upstreams[2].provider = &small;
    CHECK(message_size_for(upstreams) == 10'000'000);
}

namespace {

// As Postfix matches: the first rule that fits, without case.
bool waits(const std::string& reply) {
    const std::string end = "/ 4$1";
    for (const std::string& rule : test::lines_of(dsn_filter())) {
        if (rule.starts_with("#")) {
            continue;
        }
        REQUIRE(rule.starts_with("/^5("));
        REQUIRE(rule.ends_with(end));
        const std::regex pattern(rule.substr(1, rule.size() - 1 - end.size()),
                                 std::regex::extended | std::regex::icase);
        if (std::regex_search(reply, pattern)) {
            return true;
        }
    }
    return false;
}

}  // namespace

TEST_CASE("a password that was not found makes mail wait, other refusals do not") {
    CHECK(waits(
        "5.7.0 host smtp.example.com[10.0.0.1] said: 530 5.7.0 Authentication Required (in reply to MAIL)"));
    CHECK(waits("5.7.57 host a[::1] said: 530-5.7.57 Client not authenticated"));
    CHECK(waits(
        "5.0.0 host smtp.sendgrid.net[10.0.0.1] said: 550 Unauthenticated senders not allowed (in reply "
        "to MAIL FROM command)"));
    CHECK_FALSE(waits("5.7.26 host a[10.0.0.1] said: 550 5.7.26 unauthenticated email"));
    CHECK_FALSE(waits("5.0.0 host a[10.0.0.1] said: 550 Unauthenticated mail not allowed from this range"));
    CHECK_FALSE(waits("5.1.1 host a[10.0.0.1] said: 550 5.1.1 no such user 530"));
    CHECK_FALSE(waits("4.7.0 host a[10.0.0.1] said: 530 5.7.0 x"));
}
