#include "cli/login_trials.hpp"

#include "catch.hpp"

using namespace postern;
using cli::LoginTrials;

namespace {

audit::FoundAccount found(const char* credential, const char* password = "s3cret",
                          const char* host = "smtp.example.com") {
    audit::FoundAccount found;
    found.account.protocol = "smtp";
    found.account.host = host;
    found.account.port = 587;
    found.account.username = "jira@example.com";
    found.account.secrets.push_back({"password", Encoding::plain, Secret(password)});
    found.credentials = {credential};
    return found;
}

}  // namespace

TEST_CASE("One password of one user at one host is tried once") {
    std::vector<audit::FoundAccount> accounts{
        found("c1"), found("c1"), found("c1", "s3cret", "SMTP.example.com"), found("c2", "other")};
    accounts[1].commented_out = true;
    accounts[2].account.enabled = false;
    const LoginTrials plan = cli::plan_logins(accounts);
    REQUIRE(plan.trials.size() == 2);
    CHECK(plan.trials[0].credential == "c1");
    CHECK(plan.trials[0].username == "jira@example.com");
    CHECK(*plan.trials[0].password == Secret("s3cret"));
    CHECK(plan.trials[0].servers.size() == 1);
    CHECK(plan.trials[1].credential == "c2");
    CHECK(plan.untried.empty());
}

TEST_CASE("Ports of one host are ways to one login") {
    std::vector<audit::FoundAccount> accounts{found("c1"), found("c1")};
    accounts[1].account.protocol = "imaps";
    accounts[1].account.port = 993;
    const LoginTrials plan = cli::plan_logins(accounts);
    REQUIRE(plan.trials.size() == 1);
    REQUIRE(plan.trials[0].servers.size() == 2);
    CHECK(plan.trials[0].servers[1].protocol == login::MailProtocol::imap);
}

TEST_CASE("Another user, host or password is another login, sorted by host") {
    std::vector<audit::FoundAccount> accounts{
        found("c1", "a", "z.example.com"), found("c1", "a", "b.example.com"),
        found("c1", "a", "b.example.com"), found("c2", "b", "z.example.com")};
    accounts[2].account.username = "a@example.com";
    const LoginTrials plan = cli::plan_logins(accounts);
    REQUIRE(plan.trials.size() == 4);
    CHECK(plan.trials[0].username == "a@example.com");
    CHECK(plan.trials[1].host() == "b.example.com");
    CHECK(plan.trials[2].credential == "c1");
    CHECK(plan.trials[3].credential == "c2");
}

TEST_CASE("What is no password that a mail server takes is no login at all") {
    std::vector<audit::FoundAccount> accounts(5, found("c1"));
    accounts[0].account.secrets[0].type = "access-token";
    accounts[1].account.secrets[0].encoding = Encoding::encrypted;
    accounts[2].account.secrets[0].encoding = Encoding::external;
    accounts[3].account.protocol.clear();
    accounts[4].credentials[0].clear();
    const LoginTrials plan = cli::plan_logins(accounts);
    CHECK(plan.trials.empty());
    CHECK(plan.untried.empty());
    accounts[0].account.secrets[0] = {"password", Encoding::base64, Secret("s3cret")};
    CHECK(cli::plan_logins(accounts).trials.size() == 1);
}

TEST_CASE("Guesses and servers that are none are untried, each once") {
    std::vector<audit::FoundAccount> accounts{found("c1"), found("c2"), found("c3", "x", "localhost"),
                                              found("c3", "x", "localhost")};
    accounts[0].guess = true;
    accounts[1].location.assumed_layout = true;
    const LoginTrials plan = cli::plan_logins(accounts);
    CHECK(plan.trials.empty());
    REQUIRE(plan.untried.size() == 3);
    CHECK(plan.untried[0].why == "it is not sure that this is a mail account");
    CHECK(plan.untried[1].credential == "c2");
    CHECK(plan.untried[2].host == "localhost");
}

TEST_CASE("Of several secrets each has its own credential") {
    audit::FoundAccount account = found("c1");
    account.account.secrets.push_back({"refresh-token", Encoding::plain, Secret("t")});
    account.account.secrets.push_back({"password", Encoding::plain, Secret("second")});
    account.credentials = {"c1", "c2", "c3"};
    const std::vector<audit::FoundAccount> accounts{account};
    const LoginTrials plan = cli::plan_logins(accounts);
    REQUIRE(plan.trials.size() == 2);
    CHECK(plan.trials[1].credential == "c3");
    CHECK(*plan.trials[1].password == Secret("second"));
}
