#include "cli/diff_output.hpp"

#include <vector>

#include "cli/report_destinations.hpp"
#include "postern/error.hpp"
#include "report/json_diff.hpp"
#include "report/text_diff.hpp"

namespace postern::cli {

namespace {

void write_formatted(const report::ReportDiff& diff, ReportFormat format, const Terminal& terminal,
                     base::ByteSink& sink) {
    if (format == ReportFormat::json) {
        report::write_json(diff, POSTERN_VERSION, sink);
    } else {
        report::write_text(diff, {terminal.color, terminal.unicode, terminal.width}, sink);
    }
}

}  // namespace

void write_diff(const report::ReportDiff& diff, const ReportOutput& output) {
    const std::vector<ReportPlace> places = report_places(output.forms, output.path);
    for (const ReportPlace& place : places) {
        if (place.format != ReportFormat::text && place.format != ReportFormat::json) {
            throw Error(ErrorKind::usage, "a difference has no such form", "it takes text|json");
        }
    }
    ReportDestinations(places, output.color, false)
        .write([&diff](ReportFormat format, const Terminal& terminal, base::ByteSink& sink) {
            write_formatted(diff, format, terminal, sink);
        });
}

}  // namespace postern::cli
