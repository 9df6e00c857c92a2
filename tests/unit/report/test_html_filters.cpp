#include "catch.hpp"
#include "report/html_filters.hpp"
#include "sample_report.hpp"

using namespace postern;
using report::FilterValues;
using test::contains;

TEST_CASE("A group is found by numbers, which the form names") {
    Report report;
    report.sources = {test::sample_source("a.sql"), test::sample_source("b.sql")};
    report.sources[0].host = "x";
    report.sources[1].host = "w";
    report.findings = {test::sample_finding(0), test::sample_finding(1)};
    report.findings[1].account.product = "<b>";
    report.findings[1].waiver = Waiver{};
    const FilterValues filters(report);
    report::HtmlPage form;
    filters.write_form(form);
    CHECK(contains(form.html(), "<option value=\"0\">&lt;b&gt;</option><option value=\"1\">jira</option>"));
    CHECK(contains(form.html(), "<option value=\"0\">w</option><option value=\"1\">x</option>"));
    report::HtmlPage group;
    filters.write_attributes(report::group_findings(report, FindingKind::exposed_credential).at(0),
                             report::Rotation::current, group);
    CHECK(group.html() ==
          " data-severity=\"high\" data-kind=\"exposed-credential\" data-state=\"open waived \" "
          "data-held=\"current\" "
          "data-product=\"0 1 \""
          " data-server=\"0 \" data-host=\"0 1 \"");
}

TEST_CASE("One host needs no filter") {
    Report report;
    report.sources = {test::sample_source("a.sql")};
    report.sources[0].host = "x";
    report.findings = {test::sample_finding()};
    report::HtmlPage form;
    FilterValues(report).write_form(form);
    CHECK_FALSE(contains(form.html(), "Found on"));
}

TEST_CASE("What is no credential is not found by what is held today") {
    Report report;
    report.findings = {test::sample_route()};
    report::HtmlPage group;
    FilterValues(report).write_attributes(report::group_findings(report, FindingKind::open_mail_route).at(0),
                                          std::nullopt, group);
    CHECK(contains(group.html(), "data-held=\"\""));
}
