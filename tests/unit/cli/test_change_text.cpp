#include "cli/change_text.hpp"

#include "catch.hpp"
#include "support/changed_database.hpp"
#include "support/sample_plan.hpp"

using namespace postern;
using cli::ChangePlan;
using Value = std::optional<std::string>;

namespace {

audit::FieldChange field(const std::string& name, const Value& before, const Value& after,
                         bool secret = false, const std::string& key = "1") {
    audit::FieldChange change;
    change.place.table = "public.mailserver";
    change.place.key = key;
    change.place.field = name;
    change.rule = "jira-mailserver";
    change.secret = secret;
    change.before = before;
    change.after = after;
    return change;
}

ChangePlan sample() {
    ChangePlan plan;
    plan.products = {"jira"};
    cli::PlannedDatabase& planned = plan.databases.emplace_back();
    planned.database = std::make_unique<test::FakeDatabase>();
    planned.change.rows = {test::ChangedDatabase::change("1", "a.example.com", "CANARY")};
    planned.change.fields = {field("servername", "a.example.com", "localhost"),
                             field("MailPassword", "", std::nullopt, true)};
    return plan;
}

std::string text_of(const audit::FieldChange& change) {
    ChangePlan plan = sample();
    plan.databases[0].change.fields = {change};
    return cli::plan_text(plan);
}

std::string title_of(const DatabaseFacts& facts) {
    auto database = std::make_unique<test::FakeDatabase>();
    database->known = facts;
    ChangePlan plan = sample();
    plan.databases[0].database = std::move(database);
    const std::string text = cli::plan_text(plan);
    return text.substr(0, text.find('\n'));
}

using test::holds;

}  // namespace

TEST_CASE("a plan shows each row and field, old and new, and no secret") {
    const std::string text = cli::plan_text(sample());
    CHECK(
        text.starts_with("db:5432/jira (PostgreSQL 15.18, TLSv1.3 x)\n"
                         "  public.mailserver key 1  (rule jira-mailserver)\n"
                         "    servername               'a.example.com' -> 'localhost'\n"
                         "    MailPassword             <redacted> -> NULL\n"
                         "\nBefore:\n- Stop Jira"));
    CHECK(holds(text, "\nAfter:\n- "));
    CHECK_FALSE(holds(text, "CANARY"));
}

TEST_CASE("a row has one title, the next row another") {
    ChangePlan plan = sample();
    plan.databases[0].change.fields.push_back(field("servername", "b", "localhost", false, "2"));
    const std::string text = cli::plan_text(plan);
    CHECK(text.find("mailserver key 1") == text.rfind("mailserver key 1"));
    CHECK(holds(text, "public.mailserver key 2"));
}

TEST_CASE("a value that is none, that goes, and that becomes empty are told apart") {
    CHECK(holds(text_of(field("x", std::nullopt, "1")), " none -> '1'\n"));
    CHECK(holds(text_of(field("mail.smtp.user", "u", std::nullopt)), " 'u' -> removed\n"));
    ChangePlan plan = sample();
    plan.databases[0].change.rows[0].columns[1].after = Secret("");
    CHECK(holds(cli::plan_text(plan), " <redacted> -> ''\n"));
}

TEST_CASE("a value is shown as far as people read it, whatever is in it") {
    CHECK(holds(text_of(field("x", "a\x1b[2J", "1")), " 'a\\x1b[2J' -> "));
    const std::string most(120, 'x');
    CHECK(holds(text_of(field("x", most, "1")), '\'' + most + "' -> "));
    CHECK(holds(text_of(field("x", most + "yz", "1")), '\'' + most + "...' -> "));
    const std::string cut = text_of(field("x", std::string(119, 'x') + "\u00fc", "1"));
    CHECK(holds(cut, "x\\xc3...' -> "));
}

TEST_CASE("how the database is reached is told, loudly when in the clear") {
    DatabaseFacts facts = test::FakeDatabase().known;
    facts.tls.reset();
    CHECK(title_of(facts) == "db:5432/jira (PostgreSQL 15.18, NOT ENCRYPTED)");
    facts.local = true;
    CHECK(title_of(facts) == "db:5432/jira (PostgreSQL 15.18, on this host)");
}

TEST_CASE("where nothing is to be changed nothing has to be done") {
    ChangePlan plan = sample();
    plan.databases[0].change = {};
    CHECK(cli::plan_text(plan) == "db:5432/jira (PostgreSQL 15.18, TLSv1.3 x)\n  Nothing to change.\n\n");
}

TEST_CASE("what could not be read stands in the plan") {
    ChangePlan plan = sample();
    plan.databases[0].change.skips = {{0, "public.mailserver: permission denied"}};
    CHECK(holds(cli::plan_text(plan),
                "COULD NOT BE READ, so there may be more to change:\n"
                "- public.mailserver: permission denied\n"));
}

TEST_CASE("a run that was cut short and the product's switches stand in the plan") {
    ChangePlan plan = sample();
    plan.databases[0].unfinished = {"/state/a.journal"};
    plan.databases[0].switches = plan.databases[0].change.rows;
    const std::string text = cli::plan_text(plan);
    CHECK(holds(text, "finishes it first, or undo takes it back (journal /state/a.journal)"));
    CHECK(holds(text, "jira.mail.send.disabled and jira.mail.fetch.disabled: on\n  public.mailserver 1: "));
}

TEST_CASE("the Postfix configuration is told, to be written or there already") {
    ChangePlan plan = sample();
    plan.postfix.emplace().folder = "/srv/relay";
    plan.postfix->plan = test::sample_plan();
    CHECK(holds(cli::plan_text(plan), "Postfix configuration: /srv/relay (0 files, to be written).\n"));
    plan.postfix->state = postfix::FolderState::unchanged;
    CHECK(holds(cli::plan_text(plan), "(0 files, is there already)"));
    CHECK_FALSE(holds(cli::plan_text(plan), "s3cret"));
}

TEST_CASE("what was done names the way back, the remarks and what is left to do") {
    ChangePlan plan = sample();
    plan.databases[0].journal = "/state/a.journal";
    const std::string text = cli::done_text(plan, {"A remark."});
    CHECK(text.starts_with(
        "Done: db:5432/jira: 1 row changed, read again and as planned. To take it back: postern undo "
        "/state/a.journal --apply\n\nTo know:\n- A remark.\n\nNow:\n- Start Jira"));
    plan.databases[0].switches = {test::ChangedDatabase::change("2", "b.example.com", "CANARY2")};
    CHECK(holds(cli::done_text(plan, {}), ": 2 rows changed"));
    CHECK_FALSE(holds(cli::done_text(plan, {}), "To know"));
}

TEST_CASE("rows of a journal are told by place and columns") {
    auto update = test::ChangedDatabase::change("1", "a.example.com", "CANARY");
    auto insert = update;
    insert.action = rewrite::RowAction::insert;
    auto remove = update;
    remove.action = rewrite::RowAction::remove;
    CHECK(cli::rows_text({update, insert, remove}) ==
          "  public.mailserver 1: servername, mailpassword\n"
          "  public.mailserver 1: a row is added\n"
          "  public.mailserver 1: the row that was added goes away\n");
}

TEST_CASE("what is being done is told without what comes after, which the end tells") {
    const std::string text = cli::changes_text(sample());
    CHECK(holds(text, "\nBefore:\n"));
    CHECK_FALSE(holds(text, "After:"));
}
