#include "report/login_phrases.hpp"

#include "catch.hpp"
#include "sample_report.hpp"

using namespace postern;
using namespace postern::report;

namespace {

// c1 in two places, c2 in one, and a route.
Report sample() {
    Report report;
    report.sources = {test::sample_source("a.sql")};
    report.credentials = {{"c1", "", "", 2}, {"c2", "", "", 1}};
    report.findings = {test::sample_finding(), test::sample_finding(), test::sample_finding(),
                       test::sample_route()};
    report.findings[2].secret->credential = "c2";
    return report;
}

std::string sentence(const Report& report) {
    std::string text;
    for (const std::string& one :
         login_sentences(logins_of(report), group_findings(report, FindingKind::exposed_credential).at(0))) {
        text += (text.empty() ? "" : " ") + one;
    }
    return text;
}

}  // namespace

TEST_CASE("Nothing is said of logins that nobody tried") {
    const Report report = sample();
    CHECK(working_places_sentence(report).empty());
    CHECK(tried_logins_sentence(report).empty());
    CHECK(sentence(report).empty());
}

TEST_CASE("Places that hold a working password are counted") {
    Report report = sample();
    report.credentials[0].login = LoginOutcome::verified;
    report.credentials[1].login = LoginOutcome::rejected;
    CHECK(working_places_sentence(report) == "2 of these places hold a password that still works.");
    CHECK(tried_logins_sentence(report) ==
          "Tried at their servers: 1 still works, 1 was refused, 0 could not be tried.");
    CHECK(sentence(report) == "It still works: a server let it in.");
    report.credentials[0].login = LoginOutcome::rejected;
    report.credentials[1].login = LoginOutcome::verified;
    CHECK(working_places_sentence(report) == "1 of these places holds a password that still works.");
    CHECK(sentence(report) ==
          "Refused by its server: it need not be changed there, but does not belong here either.");
}

TEST_CASE("A working password is told with the day on which it worked") {
    Report report = sample();
    report.credentials[0].login = LoginOutcome::verified;
    report.credentials[0].login_tried = "2026-11-29T02:00:00Z";
    CHECK(sentence(report) == "It still works: a server let it in on 2026-11-29.");
    CHECK(working_places_sentence(report) ==
          "2 of these places hold a password that still works (tried on 2026-11-29).");
    report.credentials[1].login = LoginOutcome::verified;
    report.credentials[1].login_tried = "2026-10-01T02:00:00Z";
    CHECK(working_places_sentence(report) ==
          "3 of these places hold a password that still works (tried on 2026-10-01 or later).");
}

TEST_CASE("What could not be tried does not count as working") {
    Report report = sample();
    report.credentials[0].login = LoginOutcome::unreachable;
    CHECK(working_places_sentence(report).empty());
    CHECK(tried_logins_sentence(report) ==
          "Tried at their servers: 0 still work, 0 were refused, 1 could not be tried.");
    report.credentials[0].login_notes = {"a\x1b could not be tried: it is off."};
    CHECK(sentence(report) == "Could not be tried at its server. a\\x1b could not be tried: it is off.");
}
