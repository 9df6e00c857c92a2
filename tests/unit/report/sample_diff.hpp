// Two reports that differ in each way there is.
#pragma once

#include "report/report_diff.hpp"
#include "sample_report.hpp"

namespace postern::test {

struct SampleDiff {
    Report old_report;
    Report new_report;

    SampleDiff() {
        for (Report* report : {&old_report, &new_report}) {
            report->version = "0.1.0";
            report->started = "2026-11-29T02:00:00Z";
            report->fingerprint_key = "key";
            report->sources = {sample_source("a.sql")};
            report->sources[0].host = "db1";
            report->credentials = {{"c1", "", "", 1, "print"}};
            report->findings = {sample_finding(), sample_route(), sample_setting()};
        }
        new_report.credentials[0].fingerprint = "print2";
        old_report.findings[1].location.key = old_report.findings[1].id = "gone";
        new_report.findings[1].location.key = new_report.findings[1].id = "new";
        old_report.findings[2].severity = Severity::low;
        old_report.findings[2].status = Status::commented_out;
        new_report.findings[2].exposure.file = FileExposure{0644, "root", true};
        new_report.sources.push_back(sample_source("c.sql"));
        new_report.sources[1].host = "db1";
        new_report.sources[1].skips = {{17, "cut"}};
        old_report.sources.push_back(sample_source("b.sql"));
        old_report.sources[1].host = "db1";
        old_report.findings.push_back(sample_route(1));
        old_report.findings[3].id = "unseen";
    }

    report::ReportDiff diff() const { return report::diff_reports(old_report, new_report); }
};

}  // namespace postern::test
