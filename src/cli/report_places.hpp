// Which reports the command line asks for: their forms, and where they go.
#pragma once

#include <string>
#include <vector>

namespace postern::cli {

enum class ReportFormat { text, json, html, sarif, csv, junit };

// For a command's help.
inline constexpr const char* kReportForms = "text|json|html|sarif|csv|junit|FORM=FILE,...";

struct ReportPlace {
    ReportFormat format = ReportFormat::text;
    std::string path = "-";  // "-" is standard output
};

// "json" is one report, and goes to `output` (empty is "text"); "html=a.html,json=b.json" are reports in
// files of their own. One form without a file may stand among them. Throws Error(usage), also when two
// reports would go to one place.
std::vector<ReportPlace> report_places(const std::string& forms, const std::string& output);

}  // namespace postern::cli
