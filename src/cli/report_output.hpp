// Reports in the forms and at the places the command line asks for.
#pragma once

#include <string>

#include "cli/report_destinations.hpp"
#include "cli/terminal.hpp"
#include "postern/exit_code.hpp"
#include "postern/report.hpp"

namespace postern::cli {

struct ReportOutput {
    std::string forms = "text";  // as report_places() takes them
    std::string path = "-";      // of the form without a file; "-" is standard output
    ColorChoice color = ColorChoice::automatic;
    bool quiet = false;  // no report on standard output; one in a file is still written
};

class ReportWriter {
public:
    // Opens every file. Throws Error, as write() does.
    explicit ReportWriter(const ReportOutput& output);

    void write(const Report& report);
    // The report of a run that ends with this code: its summary line ends what is for people, and goes to
    // standard error where standard output shows no such report.
    void finish(const Report& report, ExitCode code);

private:
    void write_ending(const Report& report, const std::string& closing);

    ReportDestinations destinations_;
    bool quiet_;
};

}  // namespace postern::cli
