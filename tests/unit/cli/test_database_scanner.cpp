#include "cli/database_scanner.hpp"

#include "catch.hpp"
#include "cli/rule_selection.hpp"
#include "support/fake_database.hpp"

using namespace postern;

namespace {

const std::vector<std::string> kColumns = {"id", "server_type", "servername", "mailusername", "mailpassword"};

cli::FileResult scan(test::FakeDatabase& database, bool keep_accounts = false,
                     std::optional<HostRole> role = std::nullopt) {
    static const RuleSet rules = cli::select_rules("");
    static const audit::RuleIndex index(rules);
    static const audit::Relay relay;
    static const base::KeyedDigest digest;
    base::Progress progress(false, 0);
    const cli::ScanContext context{rules, index, relay, digest, progress, keep_accounts, role};
    return cli::DatabaseScanner(context, database).scan();
}

test::FakeDatabase jira() {
    test::FakeDatabase database;
    database.tables = {{"public", "mailserver", kColumns, {{"1", "smtp", "mail.example.com", "u", "CANARY"}}},
                       {"other", "MAILSERVER", kColumns, {{"1", "smtp", "mail.example.com", "v", "CANARY2"}}},
                       {"public", "unrelated", {"password"}, {{"CANARY"}}}};
    return database;
}

}  // namespace

TEST_CASE("a database becomes one source, with the roles that read each table") {
    test::FakeDatabase database = jira();
    const auto result = scan(database);
    REQUIRE(result.sources.size() == 1);
    CHECK(result.sources[0].path == "db:5432/jira");
    CHECK(result.sources[0].kind == "postgresql");
    CHECK(result.sources[0].skips.empty());
    CHECK(result.sources[0].notes.empty());
    REQUIRE(result.detections.size() == 2);
    const Finding& first = result.detections[0].finding;
    CHECK(first.location.table == "public.mailserver");
    CHECK(first.exposure.roles == std::vector<std::string>{"public-mailserver-reader"});
    CHECK_FALSE(first.exposure.file);
    CHECK(result.detections[1].finding.exposure.roles == std::vector<std::string>{"other-MAILSERVER-reader"});
    CHECK(result.accounts.empty());
}

TEST_CASE("readers are asked for once a table, and only where something was found") {
    test::FakeDatabase database = jira();
    database.tables[0].rows.push_back({"2", "smtp", "mail.example.com", "w", "CANARY3"});
    database.tables[1].rows.clear();
    scan(database);
    CHECK(database.asked_for_readers == 1);
}

TEST_CASE("accounts are kept for a command that uses them") {
    test::FakeDatabase database = jira();
    const auto result = scan(database, true);
    REQUIRE(result.accounts.size() == 2);
    CHECK(result.accounts[0].account.secrets.at(0).value == Secret("CANARY"));
}

TEST_CASE("what could not be read stands with the source") {
    test::FakeDatabase database = jira();
    database.skips = {{0, "table public.bandana: this role has not the right"}};
    const auto result = scan(database);
    REQUIRE(result.sources[0].skips.size() == 1);
    CHECK(result.sources[0].skips[0].reason == "table public.bandana: this role has not the right");
}

TEST_CASE("a database without any known table is no clean result") {
    test::FakeDatabase database;
    database.tables = {{"public", "unrelated", {"a"}, {{"1"}}}};
    const auto result = scan(database);
    REQUIRE(result.sources[0].skips.size() == 1);
    database.tables = {{"public", "mailserver", kColumns, {}}};
    CHECK(scan(database).sources[0].skips.empty());
}

TEST_CASE("what is worth knowing becomes a note") {
    test::FakeDatabase database = jira();
    database.known.tls.reset();
    CHECK(scan(database).sources[0].notes.size() == 1);
}

TEST_CASE("what the host is said to be counts for a database too") {
    test::FakeDatabase database;
    database.tables = {
        {"public", "AO_2C4E5C_MAILCHANNEL", {"ID", "MAIL_CONNECTION_ID", "ENABLED"}, {{"1", "1", "true"}}}};
    CHECK(scan(database).detections.empty());
    CHECK(scan(database, false, HostRole::sandbox).detections.size() == 1);
}
