#include <nlohmann/json.hpp>

#include "catch.hpp"
#include "report/sarif_report.hpp"
#include "sample_report.hpp"
#include "support/memory_stream.hpp"

using namespace postern;
using Json = nlohmann::json;

namespace {

Json sarif_run(const Report& report) {
    test::MemorySink sink;
    report::write_sarif(report, sink);
    return Json::parse(sink.text)["runs"][0];
}

Report with(std::string path, std::string kind = "pg-dump-plain") {
    Report report;
    report.sources = {test::sample_source(std::move(path), std::move(kind))};
    report.findings = {test::sample_finding()};
    return report;
}

Json location(const Report& report) {
    return sarif_run(report)["results"][0]["locations"][0];
}

}  // namespace

TEST_CASE("A finding is a result that is known again") {
    Report report = with("/backup/a.sql");
    report.rules = {{"jira-mailserver", "Title", "Risk", {"https://example.org/a"}}};
    const Json run = sarif_run(report);
    const Json& result = run["results"][0];
    CHECK(result["ruleId"] == "jira-mailserver");
    CHECK(result["level"] == "error");
    CHECK(result["partialFingerprints"]["primaryLocationLineHash"] == "3f9c");
    CHECK_FALSE(result.contains("suppressions"));
    CHECK_FALSE(result.contains("baselineState"));
    const Json& rule = run["tool"]["driver"]["rules"][result["ruleIndex"].get<std::size_t>()];
    CHECK(rule["id"] == "jira-mailserver");
    CHECK(rule["helpUri"] == "https://example.org/a");
    CHECK(rule["properties"]["security-severity"] == "8.0");
}

TEST_CASE("A line of a file is a region, of an archive's member it is not") {
    const Json file = location(with("/backup/a.sql"))["physicalLocation"];
    CHECK(file["artifactLocation"]["uri"] == "file:///backup/a.sql");
    CHECK(file["region"]["startLine"] == 12);
    const Json member = location(with("/backup/a.zip!b.sql"));
    CHECK(member["physicalLocation"]["artifactLocation"]["uri"] == "file:///backup/a.zip");
    CHECK_FALSE(member["physicalLocation"].contains("region"));
    CHECK(member["logicalLocations"][0]["fullyQualifiedName"] == "/backup/a.zip!b.sql");
    CHECK(member["logicalLocations"][1]["fullyQualifiedName"] == "mailserver/10000/mailpassword");
    Report report = with("/backup/a.xml");
    report.findings[0].location.line = 0;
    CHECK(location(report)["physicalLocation"]["region"]["byteOffset"] == 4567);
    report.sources[0].kind = "postgresql";
    CHECK_FALSE(location(report)["physicalLocation"].contains("region"));
}

TEST_CASE("Waivers are suppressions, a baseline is a state") {
    Report report = with("a.sql");
    report.findings.resize(2, report.findings[0]);
    report.findings[0].waiver = Waiver{"why", "2027-03-31"};
    report.findings[1].known = true;
    const Json results = sarif_run(report)["results"];
    CHECK(results[0]["suppressions"][0]["kind"] == "external");
    CHECK(results[0]["suppressions"][0]["justification"] == "why");
    CHECK(results[0]["baselineState"] == "new");
    CHECK(results[1]["baselineState"] == "unchanged");
}

TEST_CASE("What could not be read makes the invocation fail") {
    Report report = with("a.sql");
    CHECK(sarif_run(report)["invocations"][0]["executionSuccessful"] == true);
    report.sources[0].skips = {{17, "cut"}};
    const Json invocation = sarif_run(report)["invocations"][0];
    CHECK(invocation["executionSuccessful"] == false);
    CHECK(invocation["toolExecutionNotifications"][0]["message"]["text"] ==
          "a.sql could not be read from byte 17: cut. Whatever lies there was not checked.");
}

TEST_CASE("Sources in one archive are one artifact") {
    Report report = with("a.zip!b.sql");
    report.sources.push_back(test::sample_source("a.zip!c.sql"));
    report.sources[0].modified = 0;
    CHECK(sarif_run(report)["artifacts"].size() == 1);
    CHECK(sarif_run(report)["artifacts"][0]["lastModifiedTimeUtc"] == "1970-01-01T00:00:00Z");
}

TEST_CASE("One path on two hosts is two artifacts, and its findings are two") {
    Report report = with("/backup/a.sql");
    report.sources.push_back(report.sources[0]);
    report.findings.push_back(test::sample_finding(1));
    const Json alike = sarif_run(report);
    CHECK(alike["artifacts"].size() == 1);
    report.sources[0].host = "w1";
    report.sources[1].host = "w2";
    const Json run = sarif_run(report);
    REQUIRE(run["artifacts"].size() == 2);
    CHECK(run["artifacts"][1]["location"]["uri"] == "file:///backup/a.sql");
    CHECK(run["artifacts"][1]["properties"]["host"] == "w2");
    const Json& results = run["results"];
    CHECK(results[1]["locations"][0]["physicalLocation"]["artifactLocation"]["index"] == 1);
    for (const char* name : {"primaryLocationLineHash", "posternFinding/v1"}) {
        const auto print = [name](const Json& result) { return result["partialFingerprints"][name]; };
        CHECK(print(results[0]) != print(results[1]));
        CHECK(print(results[0]) == print(sarif_run(report)["results"][0]));
        CHECK(print(alike["results"][0]) == "3f9c");
    }
}

TEST_CASE("Any text gives JSON") {
    CHECK(sarif_run(test::hostile_report("\xFF\u202E\x1b]\"{"))["results"].size() == 4);
}
