#include <algorithm>

#include "catch.hpp"
#include "report/text_report.hpp"
#include "sample_report.hpp"
#include "support/memory_stream.hpp"

using namespace postern;
using test::contains;
using test::hostile_report;

namespace {

std::string text_of(const Report& report, const report::TextStyle& style = {}) {
    test::MemorySink sink;
    report::write_text(report, style, sink);
    return sink.text;
}

Report one_source() {
    Report report;
    report.sources = {test::sample_source("/backup/jira.sql")};
    return report;
}

bool has_control_character(const std::string& text) {
    return std::any_of(text.begin(), text.end(), [](char c) { return c != '\n' && c >= 0 && c < 0x20; });
}

}  // namespace

TEST_CASE("Nothing found says what was scanned") {
    Report report = one_source();
    report.runs = {{"", "", "", "", 3, 0}};
    CHECK(text_of(report) == R"(No mail credentials found in 1 source (2.0 KiB).

-- What was looked at ----------------------------------------------------------

   1 source (2.0 KiB)
   - 1 plain PostgreSQL dump
       /backup/jira.sql (2.0 KiB)
   - 3 other files are of no known kind and not searched
)");
}

TEST_CASE("Nothing found in an incomplete run is not called clean") {
    Report report = one_source();
    report.sources[0].skips = {{17, "row has too few columns"}};
    CHECK(text_of(report) == R"(No mail credentials found in 1 source (2.0 KiB).
This is NOT a clean result: 1 part could not be read (listed below).

-- Could not be read -----------------------------------------------------------

   Whatever lies here was NOT checked:
   /backup/jira.sql
     - byte 17: row has too few columns

-- What was looked at ----------------------------------------------------------

   1 source (2.0 KiB)
   - 1 plain PostgreSQL dump
       /backup/jira.sql (2.0 KiB)
)");
}

TEST_CASE("A commented-out credential and an open route make a whole report") {
    Report report;
    report.sources = {test::sample_source("/opt/jira/conf/server.xml", "tomcat-xml")};
    report.findings = {test::sample_route(), test::sample_finding()};
    report.findings[1].status = Status::commented_out;
    report.findings[1].severity = Severity::medium;
    report.findings[1].advice.push_back("Scrub copies of this system.");
    CHECK(text_of(report) == R"(1 mail credential lies open in 1 place.
Also found: 1 open mail route.

-- Mail credentials ------------------------------------------------------------

  1. jira@example.org at smtp.example.org  [medium]  c1
     Jira "GMail", outgoing, smtps, port 465, implicit TLS
     This password lies in 1 place.

     /opt/jira/conf/server.xml
       - mailserver key 10000, field mailpassword, line 12, plain text,
         commented out

-- Open mail routes ------------------------------------------------------------

   Mail goes out here, and no password lies with it: a copy of this system could
   write to real people.

   - smtp.example.org  [low]
     Jira "GMail", outgoing, smtp, port 25, no TLS
     /opt/jira/conf/server.xml
       - mailserver key 10000, line 12

-- What was looked at ----------------------------------------------------------

   1 source (2.0 KiB)
   - 1 Tomcat configuration file
       /opt/jira/conf/server.xml (2.0 KiB)

-- What to do next -------------------------------------------------------------

  1. jira-mailserver (1 place)
     jira@example.org at smtp.example.org
     - Change the password.
     - Scrub copies of this system.

  2. Open mail route (1 place)
     smtp.example.org
     - Scrub copies of this system.
)");
}

TEST_CASE("Text from a target cannot steer the terminal") {
    const std::string text =
        text_of(hostile_report("\x1b]0;owned\x07\r\n\xC2\x9B"
                               "31m\xFF\u202Ex"));
    CHECK_FALSE(has_control_character(text));
    CHECK_FALSE(contains(text, "\u202E"));
    CHECK_FALSE(contains(text, "\xC2\x9B"));
    CHECK_FALSE(contains(text, "\xFF"));
    CHECK(contains(text, "\\x1b]0;owned\\x07\\x0d\\x0a"));
}

TEST_CASE("Colour comes only when asked for") {
    const Report report = hostile_report("plain");
    CHECK_FALSE(has_control_character(text_of(report)));
    const std::string colored = text_of(report, {true, false, 80});
    CHECK(contains(colored, "\x1b[1;31m[high]\x1b[0m"));
}

TEST_CASE("Characters beyond ASCII come only when asked for") {
    const Report report = hostile_report("plain");
    const auto is_ascii = [](char c) { return (c & 0x80) == 0; };
    const std::string plain = text_of(report);
    const std::string drawn = text_of(report, {false, true, 80});
    CHECK(std::all_of(plain.begin(), plain.end(), is_ascii));
    CHECK(contains(drawn, "\u2500\u2500 Mail credentials \u2500"));
}

TEST_CASE("A long path stays on one line") {
    const std::string path = "/backup/" + std::string(100, 'x') + " with spaces/jira.sql";
    Report report;
    report.sources = {test::sample_source(path)};
    report.findings = {test::sample_finding()};
    CHECK(contains(text_of(report), "\n     " + path + "\n"));
}

TEST_CASE("Risks deny no password") {
    Report report = one_source();
    report.findings = {test::sample_route()};
    report.findings[0].kind = FindingKind::risk;
    CHECK(contains(text_of(report),
                   "Not accounts with their passwords, but what puts mail, or a password, at"));
    CHECK_FALSE(contains(text_of(report), "No password"));
}
