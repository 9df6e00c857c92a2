// A report in the form and at the place the command line asks for.
#pragma once

#include <memory>
#include <string>

#include "base/atomic_file.hpp"
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

class ReportWriter {
public:
    // Opens the output, so that an unwritable one is told before a long run. A file appears whole or
    // not at all. Throws Error, as write() does.
    explicit ReportWriter(const ReportOutput& output);
    ~ReportWriter();

    void write(const Report& report);

private:
    const ReportOutput& output_;
    std::unique_ptr<base::AtomicFile> file_;
};

}  // namespace postern::cli
