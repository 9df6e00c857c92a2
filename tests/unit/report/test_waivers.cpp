#include "report/waivers.hpp"

#include "catch.hpp"
#include "sample_report.hpp"

using namespace postern;

namespace {

Report sample() {
    Report report;
    report.fingerprint_key = "key";
    report.sources = {test::sample_source("/srv/old/a.sql"), test::sample_source("/srv/b.sql")};
    report.credentials = {{"c1", "", "", 2, "print"}};
    report.findings = {test::sample_finding(0), test::sample_finding(1), test::sample_route(1)};
    report.findings[1].rule = "other";
    report.findings[1].id = "id1";
    return report;
}

WaiverRule waiver(const std::string& expires = "2027-03-31") {
    WaiverRule result;
    result.waiver = {"until the migration", expires};
    result.line = 4;
    return result;
}

// Which findings are waived, "101".
std::string waived(Report& report, const std::vector<WaiverRule>& waivers) {
    report::apply_waivers(report, waivers, "w.toml", "2026-11-29");
    std::string result;
    for (const Finding& finding : report.findings) {
        result += finding.waiver ? '1' : '0';
    }
    return result;
}

std::string waived(const WaiverRule& rule) {
    Report report = sample();
    return waived(report, {rule});
}

}  // namespace

TEST_CASE("A waiver covers what fits all that it names") {
    WaiverRule rule = waiver();
    rule.rule = "jira-mailserver";
    CHECK(waived(rule) == "101");
    rule.path = "/srv/old/*";
    CHECK(waived(rule) == "100");
    WaiverRule path = waiver();
    path.path = "/srv/*";
    CHECK(waived(path) == "111");
    path.host = "db*";
    CHECK(waived(path) == "000");
    Report of_host = sample();
    of_host.sources[1].host = "db1.example.com";
    CHECK(waived(of_host, {path}) == "011");
    WaiverRule credential = waiver();
    credential.credential = "print";
    CHECK(waived(credential) == "110");
    WaiverRule finding = waiver();
    finding.finding = "id1";
    CHECK(waived(finding) == "010");
}

TEST_CASE("No path leads out of what is covered") {
    const auto covers = [](const std::string& glob, const std::string& path) {
        Report report = sample();
        report.findings.resize(1);
        report.sources[0].path = path;
        WaiverRule rule = waiver();
        rule.path = glob;
        return waived(report, {rule}) == "1";
    };
    CHECK(covers("/srv/arch/2019/*", "/srv/arch/2019/a/../b.sql"));
    CHECK_FALSE(covers("/srv/arch/2019/*", "/srv/arch/2019/../../live/b.sql"));
    CHECK_FALSE(covers("/srv/live/*", "/srv/arch/2019/../../live/b.sql"));
    CHECK_FALSE(covers("arch/*", "arch/../live.sql"));
    CHECK(covers("./arch/*", "./arch/a.sql"));
    CHECK(covers("../arch/*", "../arch/a.sql"));
    CHECK(covers("/srv/a.zip!*", "/srv/a.zip!b/c.sql"));
    CHECK(covers("postgresql://db/*", "postgresql://db/jira"));
    CHECK(covers("-", "-"));
}

TEST_CASE("A waived finding stays, with the reason, and fails no run") {
    Report report = sample();
    WaiverRule first = waiver();
    first.finding = "id1";
    WaiverRule second = waiver("2028-01-01");
    second.path = "*";
    CHECK(waived(report, {first, second}) == "111");
    CHECK(report.findings[1].waiver->expires == "2027-03-31");
    CHECK(report.findings[0].waiver->expires == "2028-01-01");
    CHECK(report.findings[0].waiver->justification == "until the migration");
    CHECK_FALSE(report.findings[0].counts());
    CHECK(report.notes.empty());
}

TEST_CASE("It holds to the end of its last day") {
    WaiverRule last = waiver("2026-11-29");
    last.path = "*";
    CHECK(waived(last) == "111");
    Report report = sample();
    WaiverRule expired = waiver("2026-11-28");
    expired.rule = "jira-mailserver";
    CHECK(waived(report, {expired}) == "000");
    CHECK(report.notes ==
          std::vector<std::string>{"The waiver in line 4 of w.toml expired on 2026-11-28: it would "
                                   "have covered 2 findings."});
}

TEST_CASE("One that covers nothing is told") {
    Report report = sample();
    WaiverRule rule = waiver();
    rule.rule = "s3cret";
    CHECK(waived(report, {rule}) == "000");
    CHECK(report.notes == std::vector<std::string>{"The waiver in line 4 of w.toml covers nothing."});
    report = sample();
    report.fingerprint_key.clear();
    report.credentials[0].fingerprint.clear();
    WaiverRule credential = waiver();
    credential.credential = "print";
    CHECK(waived(report, {credential}) == "000");
    CHECK(report.notes[0].ends_with("as the report has no fingerprints (--fingerprint-key)."));
}

TEST_CASE("A waiver in a report ends on its day") {
    Report report = sample();
    report.findings[0].waiver = Waiver{"for now", "2026-11-28"};
    report.findings[1].waiver = Waiver{"for now", "2026-11-29"};
    report::end_waivers(report, "2026-11-29");
    CHECK(report.findings[0].counts());
    CHECK(report.findings[1].waiver.has_value());
    CHECK(report.notes ==
          std::vector<std::string>{
              "The waivers of 1 finding expired since the report was made: it counts again."});
    report::end_waivers(report, "2026-11-29");
    CHECK(report.notes.size() == 1);
}
