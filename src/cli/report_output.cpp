#include "cli/report_output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "cli/standard_error.hpp"
#include "report/csv_report.hpp"
#include "report/html_report.hpp"
#include "report/json_report.hpp"
#include "report/junit_report.hpp"
#include "report/sarif_report.hpp"
#include "report/summary_line.hpp"
#include "report/text_report.hpp"

namespace postern::cli {

namespace {

void write_formatted(const Report& report, ReportFormat format, const Terminal& terminal,
                     const std::string& closing, base::ByteSink& sink) {
    switch (format) {
        case ReportFormat::json:
            return report::write_json(report, sink);
        case ReportFormat::html:
            return report::write_html(report, sink);
        case ReportFormat::sarif:
            return report::write_sarif(report, sink);
        case ReportFormat::csv:
            return report::write_csv(report, sink);
        case ReportFormat::junit:
            return report::write_junit(report, sink);
        case ReportFormat::text:
            break;
    }
    report::write_text(report, {terminal.color, terminal.unicode, terminal.width, !terminal.is_terminal},
                       sink);
    sink.write(closing.empty() ? "" : "\n" + closing + "\n");
}

}  // namespace

ReportWriter::ReportWriter(const ReportOutput& output)
    : destinations_(report_places(output.forms, output.path), output.color, output.quiet),
      quiet_(output.quiet) {}

void ReportWriter::write(const Report& report) {
    write_ending(report, "");
}

void ReportWriter::finish(const Report& report, ExitCode code) {
    const std::string line = report::summary_line(report, POSTERN_VERSION, code);
    write_ending(report, line);
    const std::vector<ReportPlace>& places = destinations_.places();
    const bool is_shown = std::any_of(places.begin(), places.end(), [](const ReportPlace& place) {
        return place.path == "-" && place.format == ReportFormat::text;
    });
    if (!is_shown && !quiet_) {
        write_standard_error(line + "\n");
    }
}

void ReportWriter::write_ending(const Report& report, const std::string& closing) {
    destinations_.write([&](ReportFormat format, const Terminal& terminal, base::ByteSink& sink) {
        write_formatted(report, format, terminal, closing, sink);
    });
}

}  // namespace postern::cli
