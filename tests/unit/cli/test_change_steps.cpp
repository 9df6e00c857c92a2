#include "cli/change_steps.hpp"

#include <algorithm>

#include "catch.hpp"
#include "support/fake_database.hpp"
#include "support/sample_plan.hpp"

using namespace postern;
using cli::ChangePlan;

namespace {

using Steps = std::vector<std::string>;

ChangePlan sample(audit::Purpose purpose = audit::Purpose::relay) {
    ChangePlan plan;
    plan.purpose = purpose;
    plan.products = {"jira"};
    plan.databases.emplace_back().database = std::make_unique<test::FakeDatabase>();
    return plan;
}

ChangePlan with_postfix(ChangePlan plan) {
    plan.postfix.emplace().folder = "/srv/re\x1blay";
    plan.postfix->plan = test::sample_plan();
    return plan;
}

std::size_t place(const Steps& steps, const std::string& part) {
    const auto found = std::find_if(steps.begin(), steps.end(), [&](const std::string& step) {
        return step.find(part) != std::string::npos;
    });
    return static_cast<std::size_t>(found - steps.begin());
}

bool has(const Steps& steps, const std::string& part) {
    return place(steps, part) < steps.size();
}

}  // namespace

TEST_CASE("products are named as people name them") {
    CHECK(cli::product_names({}) == "the application");
    CHECK(cli::product_names({"jira"}) == "Jira");
    CHECK(cli::product_names({"jira", "confluence"}) == "Jira and Confluence");
    CHECK(cli::product_names({"jira", "other", "confluence"}) == "Jira, other and Confluence");
    CHECK(cli::product_names({"other"}) == "other");
    CHECK(cli::product_names({"jira", "atlassian"}) == "Jira");
    CHECK(cli::product_names({"atlassian"}) == "the application");
}

TEST_CASE("the application stops first, whatever else there is to say") {
    ChangePlan plan = sample();
    plan.databases[0].notes = {"A note."};
    const Steps steps = cli::steps_before(plan);
    REQUIRE(steps.size() == 2);
    CHECK(steps[0].starts_with("Stop Jira, on every node"));
    CHECK(steps[1] == "A note.");
}

TEST_CASE("others at work are named, so many as people read") {
    ChangePlan plan = sample();
    plan.databases[0].sessions = {{"jira", "10.0.0.1:5000", "PostgreSQL JDBC\x1b"}, {"ops", "local", ""}};
    CHECK(has(cli::steps_before(plan),
              "Others are at work on db:5432/jira now, which may be the application: "
              "jira from 10.0.0.1:5000 (PostgreSQL JDBC\\x1b); ops from local."));
    plan.databases[0].sessions.assign(13, {"jira", "local", ""});
    const Steps steps = cli::steps_before(plan);
    CHECK(has(steps, "; and 3 more."));
    plan.databases[0].sessions.resize(10);
    CHECK_FALSE(has(cli::steps_before(plan), "more"));
}

TEST_CASE("after a relay: Postfix, then the application, then new passwords") {
    const Steps steps = cli::steps_after(with_postfix(sample()));
    REQUIRE(steps.size() == 3);
    CHECK(steps[0] ==
          "Read /srv/re\\x1blay/README, then as root on the host of Jira (on every node of a cluster): "
          "/srv/re\\x1blay/install.sh");
    CHECK(steps[1].starts_with("Start Jira and send a test mail"));
    CHECK(steps[2].starts_with("Change the passwords at the mail provider"));
    CHECK_FALSE(has(cli::steps_after(sample()), "install.sh"));
}

TEST_CASE("a password that has to be filled in comes before the start") {
    ChangePlan plan = with_postfix(sample());
    plan.postfix->plan.upstreams[0].password = Secret();
    const Steps steps = cli::steps_after(plan);
    CHECK(place(steps, "Fill in the password") < place(steps, "Start Jira"));
}

TEST_CASE("after a scrub: the blackhole, or that there is none") {
    const ChangePlan without = sample(audit::Purpose::scrub);
    CHECK(has(cli::steps_after(without), "No blackhole was asked for"));
    CHECK_FALSE(has(cli::steps_after(without), "install.sh"));
    const ChangePlan with = with_postfix(sample(audit::Purpose::scrub));
    CHECK(has(cli::steps_after(with), "on the host of the sandbox"));
    CHECK_FALSE(has(cli::steps_after(with), "No blackhole"));
    CHECK(has(cli::steps_after(with), "-Datlassian.mail.senddisabled=true"));
    CHECK_FALSE(has(cli::steps_after(with), "mail provider"));
}

TEST_CASE("a migrate tells of the passwords that it leaves in the database") {
    const auto told = [](Direction direction, const std::string& protocol) {
        audit::FoundAccount found;
        found.account.direction = direction;
        found.account.protocol = protocol;
        found.account.secrets.push_back({"password", Encoding::plain, Secret("x"), 0});
        ChangePlan plan = sample();
        plan.databases[0].change.accounts.push_back(found);
        return has(cli::steps_after(plan), "with their passwords in the database");
    };
    CHECK_FALSE(told(Direction::outgoing, "smtp"));
    CHECK(told(Direction::incoming, "imaps"));
    CHECK(told(Direction::outgoing, ""));
}

TEST_CASE("an account that Postfix does not know is named, and what to do") {
    ChangePlan plan = with_postfix(sample());
    CHECK_FALSE(has(cli::steps_after(plan), "Postfix knows nothing of"));
    plan.postfix->unserved = {"jira \"Session\" in db"};
    CHECK(has(cli::steps_after(plan), "Postfix knows nothing of jira \"Session\" in db"));
}

TEST_CASE("an application whose own switches are set needs no others") {
    ChangePlan plan = sample(audit::Purpose::scrub);
    CHECK(has(cli::steps_after(plan), "senddisabled"));
    plan.databases[0].switches.emplace_back();
    CHECK_FALSE(has(cli::steps_after(plan), "senddisabled"));
}
