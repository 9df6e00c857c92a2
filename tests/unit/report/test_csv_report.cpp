#include "catch.hpp"
#include "report/csv_report.hpp"
#include "sample_report.hpp"
#include "support/memory_stream.hpp"

using namespace postern;
using test::contains;

namespace {

std::string csv(const Report& report) {
    test::MemorySink sink;
    report::write_csv(report, sink);
    return sink.text;
}

std::string second_line(const std::string& text) {
    const std::size_t begin = text.find("\r\n") + 2;
    return text.substr(begin, text.find("\r\n", begin) - begin);
}

Report with(const Finding& finding) {
    Report report;
    report.sources = {test::sample_source("a.sql")};
    report.findings = {finding};
    return report;
}

std::string row_of_user(const std::string& username) {
    Finding finding = test::sample_finding();
    finding.account.username = username;
    return second_line(csv(with(finding)));
}

}  // namespace

TEST_CASE("A finding is one row") {
    Report report = with(test::sample_finding());
    report.sources[0].modified = 0;
    report.sources[0].host = "db1";
    report.credentials = {{"c1", "", "", 1, "ab12", LoginOutcome::rejected}};
    report.findings[0].exposure = {FileExposure{0644, "root", true}, {"jira", "reporting"}};
    report.findings[0].waiver = Waiver{"why", "2027-03-31"};
    CHECK(second_line(csv(report)) ==
          "exposed-credential,high,waived,active,jira-mailserver,jira-mailserver,jira,GMail,outgoing,smtps,"
          "smtp.example.org,465,implicit,jira@example.org,jira@example.org,,db1,a.sql,pg-dump-plain,"
          "1970-01-01T00:00:00Z,mailserver,10000,mailpassword,12,4567,password,plain,7,c1,ab12,rejected,0644,"
          "root,"
          "true,\"jira; reporting\",2027-03-31,why,,\"Change the password.\",3f9c");
}

TEST_CASE("What could not be read is a row too") {
    Report report;
    report.sources = {test::sample_source("a.sql")};
    report.sources[0].skips = {{17, "cut, short"}};
    CHECK(second_line(csv(report)).starts_with("skip,,,"));
    CHECK(contains(csv(report), "\"cut, short\""));
}

TEST_CASE("Every row has as many cells as there are names") {
    const std::string text = csv(with(test::sample_route()));
    const auto commas = [](std::string_view line) { return std::count(line.begin(), line.end(), ','); };
    CHECK(commas(text.substr(0, text.find('\r'))) == commas(second_line(text)));
}

TEST_CASE("A spreadsheet runs no formula") {
    for (const std::string start : {"=", "+", "-", "@", "  =", "\uFF1D"}) {
        CHECK(contains(row_of_user(start + "cmd"), "'" + start + "cmd"));
    }
    CHECK(contains(row_of_user("\t=cmd"), ",\\x09=cmd,"));
    CHECK(contains(row_of_user("a=b"), ",a=b,"));
    CHECK(contains(row_of_user("a;=b"), ",a;'=b,"));
    CHECK(contains(row_of_user("a; @b;c;-d"), ",\"a;' @b;c;'-d\","));
}

TEST_CASE("Quotes and line ends cannot leave their cell") {
    CHECK(contains(row_of_user("a\"b,c"), ",\"a\"\"b,c\","));
    CHECK(contains(row_of_user("a\r\nb"), ",a\\x0d\\x0ab,"));
}
