#include "report/source_fates.hpp"

#include "catch.hpp"
#include "sample_report.hpp"

using namespace postern;
using namespace postern::report;

namespace {

Report sample(const std::string& path, const std::string& started = "2026-11-29T02:00:00Z") {
    Report report;
    report.started = started;
    report.fingerprint_key = "key";
    report.sources = {test::sample_source(path)};
    report.sources[0].host = "a";
    report.sources[0].modified = 1000;
    report.credentials = {{"c1", "", "", 1, "print"}};
    report.findings = {test::sample_finding()};
    return report;
}

Fate second(const Report& first, const Report& second) {
    return source_fates({first, second}).at(1).at(0).fate;
}

}  // namespace

TEST_CASE("One file in one state is one source") {
    const Report one = sample("/x");
    CHECK(second(one, one) == Fate::united);
    CHECK(source_fates({one})[0][0].fate == Fate::kept);
    for (const std::string path : {"-", "x", "postconf -n"}) {
        CHECK(second(sample(path), sample(path)) == Fate::kept);
    }
    Report other = one;
    other.sources[0].host = "b";
    CHECK(second(one, other) == Fate::kept);
    other = one;
    other.sources[0].bytes = 1;
    CHECK(second(one, other) == Fate::kept);
    other = one;
    other.sources[0].modified.reset();
    CHECK(second(other, other) == Fate::kept);
}

TEST_CASE("Findings that deny each other are of two states") {
    const Report one = sample("/x");
    Report account = one;
    account.findings[0].account.username = "other";
    CHECK(second(one, account) == Fate::kept);
    Report length = one;
    length.findings[0].secret->length = 9;
    CHECK(second(one, length) == Fate::kept);
    Report print = one;
    print.credentials[0].fingerprint = "print2";
    CHECK(second(one, print) == Fate::kept);
    print.fingerprint_key = "other";
    CHECK(second(one, print) == Fate::united);
    Report later = length;
    later.started = "2026-11-30T02:00:00Z";
    CHECK(second(later, one) == Fate::replaced);
}

TEST_CASE("A live database looked at again is as it was then") {
    Report now = sample("postgresql://db/jira", "2026-11-30T02:00:00Z");
    now.sources[0].kind = "postgresql";
    now.sources[0].modified.reset();
    Report then = now;
    CHECK(second(now, then) == Fate::kept);
    then.started = "2026-11-29T02:00:00Z";
    CHECK(second(now, then) == Fate::replaced);
    then.started.clear();
    CHECK(second(now, then) == Fate::kept);
}

TEST_CASE("Of a united report each source is as old as its own run") {
    Report january = sample("/x", "2026-01-01T02:00:00Z");
    january.runs = {{"1", "a", "2026-01-01T02:00:00Z"}, {"3", "a", "2026-03-01T02:00:00Z"}};
    january.sources[0].run = "3";
    Report february = sample("/x", "2026-02-01T02:00:00Z");
    february.findings.clear();
    february.sources[0].bytes = 9;
    february.runs = {{"2", "a", "2026-02-01T02:00:00Z"}};
    february.sources[0].run = "2";
    const auto fates = source_fates({february, january});
    CHECK(fates[1][0].fate == Fate::kept);
    CHECK(fates[0][0].fate == Fate::replaced);
    CHECK(fates[0][0].other_state);
    CHECK(fates[0][0].place == fates[1][0].place);
}

TEST_CASE("A run of another scope takes nothing away") {
    Report one = sample("/x");
    one.runs = {{"1", "a", one.started, "rules of its own"}};
    one.sources[0].run = "1";
    Report later = sample("/x", "2026-11-30T02:00:00Z");
    later.runs = {{"2", "a", later.started}};
    later.sources[0].run = "2";
    later.sources[0].modified = 2000;
    CHECK(second(later, one) == Fate::kept);
    later.runs[0].scope = "rules of its own";
    CHECK(second(later, one) == Fate::replaced);
}

TEST_CASE("What has no date is another in each run, unless nothing could be lost") {
    Report one = sample("/dev/fd/63");
    one.sources[0].modified.reset();
    Report later = sample("/dev/fd/63", "2026-11-30T02:00:00Z");
    later.sources[0].bytes = 9;
    later.sources[0].modified.reset();
    CHECK(second(later, one) == Fate::kept);
    later.sources[0].modified = 2000;
    CHECK(second(later, one) == Fate::kept);
    one.findings.clear();
    CHECK(second(later, one) == Fate::replaced);
}

TEST_CASE("One look is one, whatever it looked at and however often it is told") {
    for (const std::string path : {"-", "x", "postgresql://db/jira"}) {
        CAPTURE(path);
        Report one = sample(path);
        one.runs = {{"1", "a", one.started}};
        one.sources[0].run = "1";
        one.sources[0].modified.reset();
        CHECK(second(one, one) == Fate::united);
        Report other = one;
        other.sources[0].run = "2";
        other.runs[0].id = "2";
        CHECK(second(one, other) == Fate::kept);
    }
}

TEST_CASE("A host that calls itself localhost may be any") {
    Report one = sample("/x");
    Report later = sample("/x", "2026-11-30T02:00:00Z");
    later.sources[0].modified = 2000;
    CHECK(second(later, one) == Fate::replaced);
    for (const std::string host : {"localhost", "localhost.localdomain", ""}) {
        one.sources[0].host = host;
        later.sources[0].host = host;
        CHECK(second(later, one) == Fate::kept);
    }
}

TEST_CASE("Members of an archive that share a name go each to one") {
    Report one = sample("/a.zip!x");
    one.sources.push_back(one.sources[0]);
    const auto fates = source_fates({one, one});
    CHECK(fates[1][0].place == 0);
    CHECK(fates[1][1].place == 1);
    CHECK(fates[1][1].fate == Fate::united);
}
