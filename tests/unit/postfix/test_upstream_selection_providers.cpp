// What providers and the command line say of an account.
#include "support/candidates.hpp"

using namespace postern;
using namespace postern::postfix;
using test::candidate;
using test::select;

namespace {

Upstream one(const Candidate& found, const Provider& provider, const UpstreamWishes& wishes = {}) {
    return select({found}, wishes, {&provider, 1}).upstreams.at(0);
}

}  // namespace

TEST_CASE("the server's provider decides about the port") {
    const Provider provider = test::sample_provider();
    Candidate found = candidate();
    found.account.tls = Tls::none;
    const Selection selection = select({found}, {}, {&provider, 1});
    CHECK(selection.upstreams[0].provider == &provider);
    CHECK(selection.upstreams[0].tls.level == TlsLevel::secure);
    found.account.port = 465;
    CHECK(one(found, provider).wrappermode);
}

TEST_CASE("a provider may insist on the own sender") {
    Provider provider = test::sample_provider();
    CHECK(one(candidate(), provider).own_sender.empty());
    provider.own_sender_only = true;
    CHECK(one(candidate(), provider).own_sender == "jira@example.com");
    UpstreamWishes wishes;
    wishes.keep_senders = true;
    CHECK(one(candidate(), provider, wishes).own_sender.empty());
    Candidate found = candidate("apikey");
    CHECK(one(found, provider).own_sender.empty());
}

TEST_CASE("tokens are used where the provider takes no passwords") {
    Provider provider = test::sample_provider();
    provider.login = ProviderLogin::oauth_soon;
    CHECK(one(candidate(), provider).login == Login::password);
    provider.login = ProviderLogin::oauth;
    const Upstream upstream = one(candidate(), provider);
    CHECK(upstream.login == Login::xoauth2);
    CHECK(upstream.password.empty());
}

TEST_CASE("tokens are used where the account has them or the command line says so") {
    Candidate found = candidate();
    found.account.secrets = {{"client-secret", Encoding::plain, Secret("cl1ent"), 0},
                             {"refresh-token", Encoding::plain, Secret("t0ken"), 1}};
    const Upstream upstream = select({found}).upstreams[0];
    CHECK(upstream.login == Login::xoauth2);
    CHECK(upstream.oauth.client_secret.reveal() == "cl1ent");
    CHECK(upstream.oauth.refresh_token.reveal() == "t0ken");
    UpstreamWishes wishes;
    wishes.oauth = {"jira@example.com"};
    CHECK(select({candidate("JIRA@Example.com")}, wishes).upstreams[0].login == Login::xoauth2);
    CHECK(select({candidate("other@example.com")}, wishes).upstreams[0].login == Login::password);
}

TEST_CASE("encrypted tokens are none") {
    Candidate found = candidate();
    found.account.secrets = {{"refresh-token", Encoding::encrypted, Secret("x"), 0}};
    CHECK(select({found}).upstreams[0].login == Login::password);
    CHECK(select({found}).upstreams[0].lacks_password());
}

TEST_CASE("the command line decides about TLS") {
    UpstreamWishes wishes;
    wishes.tls["smtp.example.com"] = {TlsLevel::encrypt, ""};
    const Provider provider = test::sample_provider();
    CHECK(one(candidate("a", "p", "SMTP.example.com"), provider, wishes).tls.level == TlsLevel::encrypt);
    CHECK(select({candidate("a", "p", "smtp.example.org")}, wishes).upstreams[0].tls.level ==
          TlsLevel::secure);
}

TEST_CASE("a server named by its address needs the name in its certificate") {
    const std::vector<Candidate> found = {candidate("a", "p", "2001:DB8::1")};
    CHECK(test::refusal_of(found).find("--tls 2001:db8::1=secure:NAME") != std::string::npos);
    UpstreamWishes wishes;
    wishes.tls["2001:db8::1"] = {TlsLevel::secure, "mail.example.com"};
    const Upstream upstream = select(found, wishes).upstreams.at(0);
    CHECK(nexthop(upstream) == "[ipv6:2001:db8::1]:587");
    CHECK(upstream.tls.name == "mail.example.com");
}

TEST_CASE("the client id is for accounts that log in by tokens") {
    UpstreamWishes wishes;
    wishes.oauth = {"jira@example.com"};
    wishes.oauth_client_id = "cl1ent-id";
    const Selection selection = select({candidate(), candidate("two@example.com")}, wishes);
    CHECK(selection.upstreams[0].oauth.client_id == "cl1ent-id");
    CHECK(selection.upstreams[1].oauth.client_id.empty());
}

TEST_CASE("who chose the TLS is kept, and a proxy of either copy") {
    UpstreamWishes wishes;
    CHECK_FALSE(select({candidate()}, wishes).upstreams[0].tls_chosen);
    wishes.tls = {{"smtp.example.com", {TlsLevel::may, ""}}};
    Candidate other = candidate();
    other.account.proxy = "socks.example.com";
    const Selection selection = select({candidate(), other}, wishes);
    REQUIRE(selection.upstreams.size() == 1);
    CHECK(selection.upstreams[0].tls_chosen);
    CHECK(selection.upstreams[0].proxy == "socks.example.com");
}

TEST_CASE("an account without a port that is one is refused by its name") {
    Candidate found = candidate();
    found.account.port = 0;
    CHECK(test::holds(test::refusal_of({found}), "jira@example.com at smtp.example.com:0 has no port"));
}

TEST_CASE("senders and names without end cannot fill a README") {
    const std::string long_name(100'000, 'n');
    Candidate found = candidate();
    found.account.from = long_name + "@example.com";
    CHECK(select({found}).upstreams[0].senders == std::vector<std::string>{"jira@example.com"});
    found.account.name = long_name;
    found.account.host = long_name;
    found.account.enabled = false;
    CHECK(select({found}).left_out.at(0).what.size() < 500);
}
