#include "postfix/upstream_selection.hpp"

#include "support/candidates.hpp"

using namespace postern;
using namespace postern::postfix;
using test::candidate;
using test::refusal_of;
using test::select;

namespace {

std::string reason_of(const Candidate& found, const UpstreamWishes& wishes = {}) {
    const Selection selection = select({found}, wishes);
    CHECK(selection.upstreams.empty());
    REQUIRE(selection.left_out.size() == 1);
    CHECK(selection.left_out[0].place == "jira.sql, mailserver key 1");
    return selection.left_out[0].reason;
}

}  // namespace

TEST_CASE("an outgoing account becomes an upstream") {
    Candidate found = candidate("jira@example.com", "s3cret", "SMTP.Example.com");
    found.account.from = "Jira <Noreply@Example.com>";
    const Selection selection = select({found});
    REQUIRE(selection.upstreams.size() == 1);
    CHECK(selection.left_out.empty());
    const Upstream& upstream = selection.upstreams[0];
    CHECK(upstream.name == "jira_main");
    CHECK(upstream.host == "smtp.example.com");
    CHECK(upstream.port == 587);
    CHECK_FALSE(upstream.wrappermode);
    CHECK(upstream.tls == TlsPolicy{});
    CHECK(upstream.login == Login::password);
    CHECK(upstream.username == "jira@example.com");
    CHECK(upstream.password.reveal() == "s3cret");
    CHECK(upstream.senders == std::vector<std::string>{"noreply@example.com", "jira@example.com"});
    CHECK(upstream.places == std::vector<std::string>{"jira.sql, mailserver key 1"});
    CHECK(upstream.provider == nullptr);
}

TEST_CASE("what is not used is told, incoming accounts are not") {
    Candidate found = candidate();
    found.commented_out = true;
    CHECK(reason_of(found) == "stands in a comment");
    found = candidate();
    found.account.enabled = false;
    CHECK(reason_of(found) == "is switched off");
    found = candidate();
    found.account.host.reset();
    CHECK(reason_of(found) == "names no server");
    found.account.jndi = "java:comp/env/mail/Jira";
    CHECK(reason_of(found).starts_with("is a JNDI session"));
    found = candidate();
    found.no_relay = "Enter localhost.";
    CHECK(reason_of(found) == "is to be changed by hand: Enter localhost.");
    CHECK(select({found}).left_out.at(0).by_hand);
    found.account.enabled = false;
    CHECK_FALSE(select({found}).left_out.at(0).by_hand);
    found = candidate();
    found.account.direction = Direction::incoming;
    const Selection selection = select({found});
    CHECK(selection.upstreams.empty());
    CHECK(selection.left_out.empty());
}

TEST_CASE("an account at the local Postfix is done already") {
    for (const char* host : {"localhost", "LOCALHOST", "127.0.0.1", "::1"}) {
        Candidate found = candidate("u", "p", host);
        found.account.port = 25;
        found.account.tls = Tls::none;
        CHECK(reason_of(found) == "points at the local Postfix already");
        UpstreamWishes wishes;
        wishes.relay_port = 2525;
        CHECK(select({found}, wishes).upstreams.size() == 1);
        found.account.port = 2525;
        CHECK(reason_of(found, wishes) == "points at the local Postfix already");
    }
}

TEST_CASE("what is left out is named so that people can read it") {
    Candidate found = candidate("u", "p", "a\nb");
    found.account.name = "Main\x1B[31m";
    found.account.enabled = false;
    const Selection selection = select({found});
    CHECK(selection.left_out[0].what == "jira \"Main\\x1b[31m\" at a\\x0ab");
}

TEST_CASE("an account without a user name does not log in") {
    Candidate found = candidate();
    found.account.username.reset();
    const Selection selection = select({found});
    CHECK(selection.upstreams[0].login == Login::none);
    CHECK(selection.upstreams[0].password.empty());
}

TEST_CASE("a password that is not there has to be filled in") {
    Candidate found = candidate();
    for (const Encoding encoding : {Encoding::external, Encoding::encrypted}) {
        found.account.secrets[0].encoding = encoding;
        const Selection selection = select({found});
        CHECK(selection.upstreams[0].lacks_password());
    }
    found.account.secrets.clear();
    CHECK(select({found}).upstreams[0].lacks_password());
}

TEST_CASE("addresses that a map cannot hold are no senders") {
    Candidate found = candidate("jira");
    found.account.from = "\"a b\"@example.com";
    CHECK(select({found}).upstreams[0].senders.empty());
    found.account.from = "JIRA@example.com";
    found.account.username = "jira@EXAMPLE.com";
    CHECK(select({found}).upstreams[0].senders == std::vector<std::string>{"jira@example.com"});
}

TEST_CASE("an account that Postfix cannot hold is refused by name, without its password") {
    const std::string refusal = refusal_of({candidate("jira@example.com", "s3cret\n")});
    CHECK(
        refusal.starts_with("jira.sql, mailserver key 1: the account jira@example.com at "
                            "smtp.example.com:587 has a line end"));
    CHECK(refusal.ends_with(" | change the password at the provider"));
    CHECK(refusal.find("s3cret") == std::string::npos);
    CHECK_FALSE(refusal_of({candidate("a:b")}).empty());
    CHECK_FALSE(refusal_of({candidate("a", "p", "$x")}).empty());
}

TEST_CASE("one that is left out may be as it likes") {
    Candidate found = candidate("a:b", "p\n", "$x");
    found.commented_out = true;
    CHECK(refusal_of({found}).empty());
    found.commented_out = false;
    found.account.direction = Direction::incoming;
    CHECK(refusal_of({found}).empty());
}

TEST_CASE("names are from titles, or from servers") {
    Candidate untitled = candidate("a@example.com");
    untitled.account.name = "";
    const Selection selection = select({candidate(), untitled, candidate("b@example.com")});
    CHECK(selection.upstreams[0].name == "jira_main");
    CHECK(selection.upstreams[1].name == "jira_smtp_example_com");
    CHECK(selection.upstreams[2].name == "jira_main_2");
}

TEST_CASE("an application's JNDI account lends its sender to the session it names") {
    Candidate session = test::candidate();
    session.account.product = "tomcat";
    session.account.name = "mail/Jira";
    Candidate jndi;
    jndi.account.product = "jira";
    jndi.account.jndi = "java:comp/env/mail/Jira";
    jndi.account.from = "jira-sender@example.com";
    const auto lends = [&] {
        const Selection selection = test::select({session, jndi});
        REQUIRE(selection.upstreams.size() == 1);
        const auto& senders = selection.upstreams[0].senders;
        const bool lent =
            std::find(senders.begin(), senders.end(), "jira-sender@example.com") != senders.end();
        CHECK(lent == selection.left_out.empty());
        return lent;
    };
    CHECK(lends());
    jndi.account.enabled = false;
    CHECK_FALSE(lends());
    jndi.account.enabled = true;
    jndi.account.jndi = "java:comp/env/mail/Another";
    CHECK_FALSE(lends());
}
