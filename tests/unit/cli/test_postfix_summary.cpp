#include "cli/postfix_summary.hpp"

#include "support/sample_plan.hpp"

using namespace postern;
using postfix::FolderState;
using test::holds;

namespace {

std::string summary(const postfix::Plan& plan, FolderState state = FolderState::made,
                    const std::string& folder = "relay") {
    const std::string text = cli::postfix_summary(plan, state, folder);
    CHECK(text.back() == '\n');
    CHECK_FALSE(holds(text, "s3cret"));
    return text;
}

}  // namespace

TEST_CASE("what was written, and what comes next") {
    CHECK(summary(test::sample_plan()) ==
          "Written to relay: a Postfix that sends mail by these accounts (Debian, Ubuntu, Postfix 3.7).\n\n"
          "  jira_main                jira@example.com at smtp.example.com:587\n\n"
          "Next: read relay/README, then as root relay/install.sh\n");
    postfix::Plan plan = test::sample_plan({});
    plan.route = postfix::Route::blackhole;
    CHECK(summary(plan) ==
          "Written to relay: a Postfix that lets no mail out (Debian, Ubuntu, Postfix 3.7).\n\n"
          "Next: read relay/README, then as root relay/install.sh\n");
    plan.route = postfix::Route::direct;
    CHECK(summary(plan).starts_with("Written to relay: a Postfix that delivers mail itself ("));
    CHECK_FALSE(holds(summary(plan), "targets"));
    plan.targets_unused = true;
    CHECK(holds(summary(plan), "\n\nThe targets were not read, as no account is used.\n\n"));
}

TEST_CASE("a blackhole promises no more than it keeps") {
    postfix::Plan plan = test::sample_plan({});
    plan.route = postfix::Route::blackhole;
    plan.mailbox.testers = {"qa@example.com"};
    CHECK(summary(plan).starts_with("Written to relay: a Postfix that lets mail out to its testers alone ("));
    plan.host.instance = "postfix-jira";
    CHECK(summary(plan).starts_with(
        "Written to relay: an instance beside the host's own Postfix that lets mail"));
    plan.mailbox.testers.clear();
    CHECK(summary(plan).starts_with(
        "Written to relay: an instance beside the host's own Postfix that lets no mail out ("));
}

TEST_CASE("a folder of broken files does not bury the rest") {
    Report report;
    for (int i = 0; i < 1000; ++i) {
        report.sources.push_back({"a.sql", "pg-dump-plain", 10, {{5, "ends in the middle"}}});
    }
    const auto lines = cli::not_read_lines(report);
    REQUIRE(lines.size() == 51);
    CHECK(lines.back() == "and 950 more, which postern scan lists");
}

TEST_CASE("whether anything changed") {
    const auto first_word = [](FolderState state) {
        const std::string text = summary(test::sample_plan(), state);
        return text.substr(0, text.find("relay"));
    };
    CHECK(first_word(FolderState::made) == "Written to ");
    CHECK(first_word(FolderState::replaced) == "Written anew to ");
    CHECK(first_word(FolderState::unchanged) == "Unchanged: ");
}

TEST_CASE("lines to merge have no installation") {
    postfix::Plan plan = test::sample_plan();
    plan.fragment = true;
    const std::string text = summary(plan);
    CHECK(text.starts_with("Written to relay: lines to merge into a Postfix ("));
    CHECK(text.ends_with("Next: read relay/README and merge.\n"));
    CHECK_FALSE(holds(text, "install.sh"));
}

TEST_CASE("what was not read or not used is told") {
    Report report;
    report.sources.push_back({"a.sql", "pg-dump-plain", 10, {{5, "ends in the middle"}}});
    report.sources.push_back({"b.sql", "pg-dump-plain", 10, {}});
    postfix::Selection selection;
    selection.left_out.push_back(
        {"jira \"Old\" at old.example.com", "b.sql, mailserver key 2", "is switched off"});
    postfix::Plan plan = test::sample_plan();
    plan.left_out = cli::left_out_lines(selection);
    plan.not_read = cli::not_read_lines(report);
    const std::string text = summary(plan);
    CHECK(holds(text,
                "NOT READ, so there may be accounts that are missing here:\n- a.sql: ends in the middle\n"));
    CHECK_FALSE(holds(text, "- b.sql:"));
    CHECK(holds(
        text, "Left out:\n- jira \"Old\" at old.example.com in b.sql, mailserver key 2: is switched off\n"));
}

TEST_CASE("warnings come along, wrapped") {
    postfix::Plan plan = test::sample_plan();
    plan.upstreams[0].tls.level = postfix::TlsLevel::may;
    const std::string text = summary(plan);
    CHECK(holds(text, "To be known first:\n- jira_main: the application used no TLS."));
    for (const std::string& line : test::lines_of(text)) {
        CHECK(line.size() <= 100);
    }
}

TEST_CASE("a folder's name cannot write to the terminal") {
    CHECK(holds(summary(test::sample_plan(), FolderState::made, "a\x1B[31m"), "a\\x1b[31m/README"));
}

TEST_CASE("why there is no account") {
    postfix::Selection selection;
    CHECK(cli::why_no_account(selection, {}) == "the targets hold no outgoing mail account");
    selection.left_out.push_back({"jira \"Main\"", "a.sql, mailserver key 1", "is switched off"});
    CHECK(cli::why_no_account(selection, {}) ==
          "no outgoing mail account to use: jira \"Main\" in a.sql, mailserver key 1 is switched off");
    selection.left_out.push_back({"jira \"Two\"", "a.sql", "names no server"});
    CHECK(cli::why_no_account(selection, {}).ends_with(", and 1 more"));
}

TEST_CASE("what could not be read is the first reason") {
    Report report;
    report.sources.push_back({"missing.sql", "", 0, {{0, "cannot be opened"}}});
    postfix::Selection selection;
    CHECK(cli::why_no_account(selection, report) ==
          "no outgoing mail account found; not read: missing.sql: cannot be opened");
    selection.left_out.push_back({"jira \"Main\"", "a.sql", "is switched off"});
    CHECK(cli::why_no_account(selection, report)
              .ends_with("is switched off; not read: missing.sql: cannot be opened"));
}
