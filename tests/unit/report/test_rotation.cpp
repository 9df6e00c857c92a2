#include "catch.hpp"
#include "report/rotation.hpp"
#include "sample_report.hpp"

using namespace postern;
using namespace postern::report;

namespace {

void add(Report& report, std::optional<std::int64_t> when, const std::string& credential) {
    report.sources.push_back(test::sample_source("a.sql"));
    report.sources.back().modified = when;
    report.findings.push_back(test::sample_finding(report.sources.size() - 1));
    report.findings.back().secret->credential = credential;
}

}  // namespace

TEST_CASE("Today's password is that of the newest source") {
    Report report;
    add(report, 300, "new");
    add(report, 100, "old");
    add(report, 200, "new");
    const auto histories = account_histories(report);
    REQUIRE(histories.size() == 1);
    const AccountHistory& history = histories[0];
    CHECK(history.account == "jira@example.org at smtp.example.org");
    CHECK(history.secret == "password");
    REQUIRE(history.holdings.size() == 3);
    CHECK(history.holdings[0].when == 100);
    CHECK(history.holdings[0].source == 1);
    CHECK(history.holdings[0].rotation == Rotation::rotated);
    CHECK(history.holdings[1].rotation == Rotation::current);
    CHECK(history.count(Rotation::current) == 2);
    CHECK(rotation_of(histories, "new") == Rotation::current);
    CHECK(rotation_of(histories, "old") == Rotation::rotated);
    CHECK(rotation_of(histories, "other") == Rotation::unknown);
}

TEST_CASE("A live database is newer than any file") {
    Report report;
    add(report, std::nullopt, "live");
    report.sources[0].kind = "postgresql";
    add(report, 100, "file");
    const auto histories = account_histories(report);
    CHECK(histories[0].holdings[1].when == std::nullopt);
    CHECK(rotation_of(histories, "live") == Rotation::current);
    CHECK(rotation_of(histories, "file") == Rotation::rotated);
}

TEST_CASE("Beside a newer file that could not be read nothing is sure to be today's") {
    Report report;
    add(report, 100, "old");
    add(report, 200, "new");
    report.sources.push_back(test::sample_source("cut.sql"));
    report.sources[2].modified = 300;
    report.sources[2].skips = {{1, "cut"}};
    CHECK(rotation_of(account_histories(report), "new") == Rotation::unclear);
    CHECK(rotation_of(account_histories(report), "old") == Rotation::rotated);
    report.sources[2].modified = 150;
    CHECK(rotation_of(account_histories(report), "new") == Rotation::current);
}

TEST_CASE("A live database is as new as the run that looked at it") {
    Report report;
    report.started = "1970-01-02T00:00:00Z";
    report.runs = {{"1", "", "1970-01-01T00:00:50Z"}};
    add(report, std::nullopt, "live");
    report.sources[0].kind = "postgresql";
    report.sources[0].run = "1";
    add(report, 100, "file");
    const auto histories = account_histories(report);
    CHECK(histories[0].holdings[1].when == std::nullopt);
    CHECK(rotation_of(histories, "live") == Rotation::rotated);
    CHECK(rotation_of(histories, "file") == Rotation::current);
    report.sources[0].run.clear();
    CHECK(rotation_of(account_histories(report), "live") == Rotation::current);
}

TEST_CASE("A password in a comment of the newest file is not today's") {
    Report report;
    add(report, 100, "active");
    add(report, 200, "commented");
    report.findings[1].status = Status::commented_out;
    CHECK(rotation_of(account_histories(report), "active") == Rotation::current);
    CHECK(rotation_of(account_histories(report), "commented") == Rotation::rotated);
    report.findings[0].status = Status::commented_out;
    CHECK(rotation_of(account_histories(report), "commented") == Rotation::unclear);
    CHECK(rotation_of(account_histories(report), "active") == Rotation::unclear);
}

TEST_CASE("Of sources as new as the newest that differ none tells today's") {
    Report report;
    add(report, 100, "a");
    add(report, 100, "b");
    add(report, 50, "c");
    CHECK(account_histories(report)[0].count(Rotation::unclear) == 2);
    CHECK(rotation_of(account_histories(report), "a") == Rotation::unclear);
    CHECK(rotation_of(account_histories(report), "c") == Rotation::rotated);
    report.findings[1].secret->credential = "a";
    CHECK(rotation_of(account_histories(report), "a") == Rotation::current);
    report.findings[1].secret->credential = "b";
    report.findings[1].source = 0;
    CHECK(rotation_of(account_histories(report), "b") == Rotation::current);
}

TEST_CASE("Nothing is told of passwords that were not compared") {
    Report report;
    add(report, 100, "a");
    add(report, 200, "b");
    report.credentials_compared = false;
    CHECK(account_histories(report).empty());
    CHECK(rotation_of(account_histories(report), "a") == Rotation::unknown);
    report.findings[1].secret->credential = "a";
    CHECK(rotation_of(account_histories(report), "a") == Rotation::current);
}

TEST_CASE("The own host is another one on each host") {
    Report report;
    add(report, 100, "a");
    add(report, 200, "b");
    report.sources[0].host = "w1";
    report.sources[1].host = "w2";
    CHECK(rotation_of(account_histories(report), "a") == Rotation::rotated);
    for (const char* name : {"localhost", "127.0.0.1", "::1", ""}) {
        report.findings[0].account.host = report.findings[1].account.host = name;
        const auto histories = account_histories(report);
        REQUIRE(histories.size() == 2);
        CHECK(histories[1].account.ends_with(" on w2"));
        CHECK(rotation_of(histories, "a") == Rotation::current);
    }
    report.sources[1].host = "w1";
    CHECK(account_histories(report).size() == 1);
    CHECK_FALSE(account_histories(report)[0].account.ends_with("w1"));
    CHECK(rotation_of(account_histories(report), "a") == Rotation::rotated);
}

TEST_CASE("Nobody knows what an account has that names no user") {
    Report report;
    add(report, 100, "a");
    add(report, 200, "b");
    for (const auto& name : {std::optional<std::string>(), std::optional<std::string>("")}) {
        report.findings[0].account.username = report.findings[1].account.username = name;
        CHECK(rotation_of(account_histories(report), "a") == Rotation::unclear);
        CHECK(rotation_of(account_histories(report), "b") == Rotation::unclear);
        CHECK(account_histories(report)[0].count(Rotation::unclear) == 2);
    }
}

TEST_CASE("A server knows better than dates") {
    Report report;
    add(report, 100, "a");
    add(report, 200, "b");
    report.credentials = {{"a", "", "", 1, "", LoginOutcome::verified},
                          {"b", "", "", 1, "", LoginOutcome::rejected}};
    CHECK(rotation_of(account_histories(report), "a") == Rotation::unclear);
    CHECK(rotation_of(account_histories(report), "b") == Rotation::unclear);
    report.credentials[0].login = LoginOutcome::rejected;
    report.credentials[1].login = LoginOutcome::verified;
    CHECK(rotation_of(account_histories(report), "a") == Rotation::rotated);
    CHECK(rotation_of(account_histories(report), "b") == Rotation::current);
    report.credentials[0].login = report.credentials[1].login = LoginOutcome::unreachable;
    CHECK(rotation_of(account_histories(report), "a") == Rotation::rotated);
    CHECK(rotation_of(account_histories(report), "b") == Rotation::current);
}

TEST_CASE("Without dates, or without comparison, there is no history") {
    Report report;
    add(report, std::nullopt, "a");
    CHECK(account_histories(report).empty());
    report.sources[0].modified = 1;
    report.findings[0].secret->credential.reset();
    CHECK(account_histories(report).empty());
}

TEST_CASE("Secrets of different kinds have histories of their own") {
    Report report;
    add(report, 100, "a");
    add(report, 200, "b");
    report.findings[1].secret->type = "access-token";
    CHECK(account_histories(report).size() == 2);
    CHECK(rotation_of(account_histories(report), "a") == Rotation::current);
}
