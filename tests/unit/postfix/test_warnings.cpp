#include "postfix/warnings.hpp"

#include <functional>

#include "support/sample_plan.hpp"

using namespace postern;
using namespace postern::postfix;
using test::holds;

namespace {

std::string all(const Plan& plan) {
    std::string text;
    for (const std::string& line : warnings(plan)) {
        CHECK_FALSE(holds(line, "\n"));
        CHECK_FALSE(holds(line, "s3cret"));
        text += line + '\n';
    }
    return text;
}

Plan with(const std::function<void(Upstream&)>& change) {
    Upstream upstream = test::sample_upstream();
    change(upstream);
    return test::sample_plan({upstream});
}

}  // namespace

TEST_CASE("a usual account is nothing to worry about") {
    CHECK(all(test::sample_plan()).empty());
    CHECK_FALSE(needs_hands(test::sample_plan()));
}

TEST_CASE("a password that is missing has to be filled in") {
    const Plan plan = with([](Upstream& upstream) { upstream.password = Secret(); });
    CHECK(holds(all(plan), "jira_main: the password was not found"));
    CHECK(holds(all(plan), "Put it into sasl_passwd.jira_main."));
    CHECK(needs_hands(plan));
}

TEST_CASE("tokens need a plug-in, and have to be there") {
    Plan plan = with([](Upstream& upstream) { upstream.login = Login::xoauth2; });
    CHECK(holds(all(plan), "needs the SASL plug-in sasl-xoauth2"));
    CHECK(holds(all(plan), "fill in xoauth2/jira_main.json"));
    CHECK(needs_hands(plan));
    Provider provider = test::sample_provider();
    provider.oauth = ProviderOauth{"https://login.example.com/token", "mail", "gmail"};
    plan.upstreams[0].provider = &provider;
    plan.upstreams[0].oauth = {"client", Secret(), Secret("t0ken")};
    CHECK_FALSE(holds(all(plan), "fill in"));
    CHECK_FALSE(needs_hands(plan));
}

TEST_CASE("a provider's notes are told once") {
    Provider provider = test::sample_provider();
    provider.login_note = "App passwords only.";
    provider.username = "apikey";
    Plan plan = test::sample_plan({test::sample_upstream(), test::sample_upstream("jira_two")});
    for (Upstream& upstream : plan.upstreams) {
        upstream.provider = &provider;
    }
    const std::string text = all(plan);
    CHECK(text.find("App passwords only.") == text.rfind("App passwords only."));
    CHECK(holds(text, "Mail House: App passwords only. (as of 2026-11-24)"));
    CHECK(holds(text, "everybody's user name at Mail House is \"apikey\""));
    plan.upstreams[0].username = plan.upstreams[1].username = "apikey";
    CHECK_FALSE(holds(all(plan), "everybody's user name"));
}

TEST_CASE("weak TLS is told") {
    const auto at = [](TlsLevel level, Login login = Login::password) {
        return all(with([&](Upstream& upstream) {
            upstream.tls.level = level;
            upstream.login = login;
        }));
    };
    CHECK(holds(at(TlsLevel::cleartext), "the password goes over the network in clear"));
    CHECK(holds(at(TlsLevel::cleartext, Login::none), "mail goes over the network in clear"));
    CHECK(holds(at(TlsLevel::encrypt), "certificate is not checked"));
    CHECK(holds(at(TlsLevel::may), "--tls smtp.example.com=secure"));
    CHECK(at(TlsLevel::may, Login::none).empty());
    CHECK(at(TlsLevel::secure).empty());
}

TEST_CASE("an account that no mail goes through is told") {
    Plan plan = test::sample_plan({test::sample_upstream(), test::sample_upstream("jira_two")});
    CHECK(holds(all(plan),
                "jira_two: no mail goes through it: mail from jira@example.com goes through jira_main, which "
                "comes first."));
    CHECK_FALSE(holds(all(plan), "no sender of its own is known"));
    plan.upstreams[1].senders = {"two@example.com"};
    CHECK(all(plan).empty());
    plan.upstreams[1].senders.clear();
    CHECK(holds(all(plan), "jira_two: no sender of its own is known"));
}

TEST_CASE("rewritten senders are told") {
    const Provider provider = test::sample_provider();
    const Plan plan = with([&](Upstream& upstream) {
        upstream.provider = &provider;
        upstream.own_sender = "jira@example.com";
    });
    CHECK(holds(all(plan), "mail with any other becomes mail from jira@example.com"));
}

TEST_CASE("direct delivery and testers are told") {
    Plan plan = test::sample_plan({});
    plan.route = Route::direct;
    CHECK(holds(all(plan), "PTR record"));
    CHECK(holds(all(plan), "--hostname"));
    plan.host.hostname = "jira.example.com";
    CHECK_FALSE(holds(all(plan), "--hostname"));
    plan.route = Route::blackhole;
    CHECK(all(plan).empty());
    plan.mailbox.testers = {"qa@example.com"};
    CHECK(all(plan) == "Testers get real mail from this sandbox, straight to their servers.\n");
    plan.upstreams = {test::sample_upstream()};
    CHECK(all(plan) == "Testers get real mail from this sandbox, through the account jira_main.\n");
}

TEST_CASE("listeners that reach too far or clash are told") {
    Plan plan = test::sample_plan();
    plan.host.listen_host = "172.17.0.1";
    CHECK(holds(all(plan), "Postfix listens on 172.17.0.1 too"));
    plan.host = {};
    plan.host.instance = "postfix-jira";
    CHECK(holds(all(plan), "usually has port 25"));
    plan.host.listen_host = "172.17.0.1";
    CHECK(holds(all(plan), "usually has port 25"));
    plan.host.listen_host = "127.0.0.2";
    plan.host.listen_port = 2525;
    CHECK(all(plan).empty());
}

TEST_CASE("an instance beside a Postfix that sends is no sandbox of the whole host") {
    Plan plan = test::sample_plan({});
    plan.route = Route::blackhole;
    plan.host.instance = "postfix-jira";
    plan.host.listen_port = 2525;
    CHECK(holds(all(plan),
                "ONLY MAIL HANDED TO localhost PORT 2525 IS KEPT. The host's own Postfix still sends"));
}

TEST_CASE("TLS that the command line made optional is not the application's") {
    const Plan plan = with([](Upstream& upstream) {
        upstream.tls.level = TlsLevel::may;
        upstream.tls_chosen = true;
    });
    CHECK(holds(all(plan), "jira_main: TLS is optional, by --tls smtp.example.com=may."));
    CHECK_FALSE(holds(all(plan), "the application used no TLS"));
}

TEST_CASE("a fragment sends nothing by an account whose senders nobody knows") {
    Plan plan = with([](Upstream& upstream) { upstream.senders.clear(); });
    CHECK(all(plan).empty());
    plan.fragment = true;
    CHECK(holds(all(plan), "jira_main: no sender of its own is known"));
}

TEST_CASE("a proxy is nothing that Postfix can use") {
    const Plan plan = with([](Upstream& upstream) { upstream.proxy = "socks.example.com"; });
    CHECK(holds(all(plan), "SOCKS proxy socks.example.com, which Postfix cannot"));
    CHECK(holds(all(plan), "reach smtp.example.com port 587 directly"));
}

TEST_CASE("the day that passwords end is told to whoever uses one") {
    Provider provider = test::sample_provider();
    provider.password_end = "2026-12-31";
    Plan plan = with([&](Upstream& upstream) { upstream.provider = &provider; });
    CHECK(all(plan) == "Mail House ends passwords by default on 2026-12-31 (as of 2026-11-24).\n");
    provider.login_note = "Soon.";
    CHECK(all(plan) == "Mail House: Soon. (passwords end: 2026-12-31; as of 2026-11-24)\n");
    plan.upstreams[0].login = Login::xoauth2;
    CHECK_FALSE(holds(all(plan), "2026-12-31"));
}
