// The same account found more than once.
#include "support/candidates.hpp"

using namespace postern;
using namespace postern::postfix;
using test::candidate;
using test::refusal_of;
using test::select;

namespace {

Candidate elsewhere(Candidate found, const std::string& from = "") {
    found.place = "wiki.sql, row 2";
    if (!from.empty()) {
        found.account.from = from;
    }
    return found;
}

}  // namespace

TEST_CASE("copies become one, with the senders and places of all") {
    const Selection selection = select({candidate(), elsewhere(candidate(), "wiki@example.com"),
                                        elsewhere(candidate(), "Wiki@example.com")});
    REQUIRE(selection.upstreams.size() == 1);
    CHECK(selection.upstreams[0].name == "jira_main");
    CHECK(selection.upstreams[0].senders == std::vector<std::string>{"jira@example.com", "wiki@example.com"});
    CHECK(selection.upstreams[0].places ==
          std::vector<std::string>{"jira.sql, mailserver key 1", "wiki.sql, row 2", "wiki.sql, row 2"});
}

TEST_CASE("another server, port or user is another account") {
    Candidate port = candidate();
    port.account.port = 465;
    CHECK(select({candidate(), port, candidate("b@example.com"),
                  candidate("jira@example.com", "s3cret", "smtp.example.org")})
              .upstreams.size() == 4);
    CHECK(
        select({candidate(), candidate("jira@example.com", "s3cret", "SMTP.EXAMPLE.COM")}).upstreams.size() ==
        1);
    CHECK(select({candidate(), candidate("JIRA@example.com")}).upstreams.size() == 2);
}

TEST_CASE("two passwords of one account are refused, and not shown") {
    const std::string refusal = refusal_of({candidate("jira@example.com", "old-s3cret"),
                                            elsewhere(candidate("jira@example.com", "new-s3cret"))});
    CHECK(refusal ==
          "jira@example.com at smtp.example.com:587 has different passwords in jira.sql, mailserver key 1 "
          "and in wiki.sql, row 2 | give only the newest of these targets");
    CHECK_FALSE(refusal_of({candidate("a", "one"), candidate("a", "One")}).empty());
}

TEST_CASE("a copy without its password adds nothing and takes nothing") {
    Candidate without = elsewhere(candidate());
    without.account.secrets.clear();
    for (const auto& both : {std::vector{candidate(), without}, std::vector{without, candidate()}}) {
        const Selection selection = select(both);
        REQUIRE(selection.upstreams.size() == 1);
        CHECK(selection.upstreams[0].password.reveal() == "s3cret");
    }
}

TEST_CASE("the order found is kept") {
    const Selection selection = select({candidate("c@example.com"), candidate("a@example.com"),
                                        candidate("b@example.com"), candidate("c@example.com")});
    REQUIRE(selection.upstreams.size() == 3);
    CHECK(selection.upstreams[0].username == "c@example.com");
    CHECK(selection.upstreams[1].username == "a@example.com");
    CHECK(selection.upstreams[2].username == "b@example.com");
}

TEST_CASE("tokens are as careful as passwords") {
    const auto with_token = [](const std::string& token) {
        Candidate found = candidate();
        found.account.secrets = {{"refresh-token", Encoding::plain, Secret(token), 0}};
        return found;
    };
    CHECK_FALSE(refusal_of({with_token("old-t0ken"), elsewhere(with_token("new-t0ken"))}).empty());
    UpstreamWishes wishes;
    wishes.oauth = {"jira@example.com"};
    const Selection selection = select({candidate(), elsewhere(with_token("t0ken"))}, wishes);
    REQUIRE(selection.upstreams.size() == 1);
    CHECK(selection.upstreams[0].oauth.refresh_token.reveal() == "t0ken");
}

TEST_CASE("of two copies the one that asks for TLS counts") {
    Candidate without = elsewhere(candidate());
    without.account.tls = Tls::none;
    CHECK(select({without, candidate()}).upstreams.at(0).tls.level == TlsLevel::secure);
    CHECK(select({candidate(), without}).upstreams.at(0).tls.level == TlsLevel::secure);
}
