// The options of a command that ends in a report.
#pragma once

#include <optional>

#include "cli/report_output.hpp"
#include "postern/finding.hpp"

namespace CLI {
class App;
}

namespace postern::cli {

// --format, -o, --color
// forms: those that there are, for its help.
void add_report_options(CLI::App& command, ReportOutput& output, const std::string& forms = kReportForms);

// nothing: never
void add_fail_on(CLI::App& command, std::optional<Severity>& fail_on);

}  // namespace postern::cli
