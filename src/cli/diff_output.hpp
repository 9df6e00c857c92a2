// The difference of two reports in the form and at the place that the command line asks for.
#pragma once

#include "cli/report_output.hpp"
#include "report/report_diff.hpp"

namespace postern::cli {

// All files are opened before any appears, and a file appears whole or not at all. Throws Error.
void write_diff(const report::ReportDiff& diff, const ReportOutput& output);

}  // namespace postern::cli
