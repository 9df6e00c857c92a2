// A report in the form and at the place the command line asks for.
#pragma once

#include <string>

#include "cli/terminal.hpp"
#include "postern/report.hpp"

namespace postern::cli {

enum class ReportFormat { text, json };

struct ReportOutput {
    ReportFormat format = ReportFormat::text;
    std::string path = "-";  // "-" is standard output
    ColorChoice color = ColorChoice::automatic;
    bool quiet = false;  // no report on standard output; one in a file is still written
};

// A file appears whole or not at all. Throws Error.
void write_report(const Report& report, const ReportOutput& output);

}  // namespace postern::cli
