#include "cli/report_output.hpp"

#include "base/atomic_file.hpp"
#include "cli/standard_output.hpp"
#include "report/json_report.hpp"
#include "report/text_report.hpp"

namespace postern::cli {

namespace {

void write_formatted(const Report& report, ReportFormat format, const Terminal& terminal,
                     base::ByteSink& sink) {
    if (format == ReportFormat::json) {
        report::write_json(report, POSTERN_VERSION, sink);
    } else {
        report::write_text(report, {terminal.color, terminal.unicode, terminal.width}, sink);
    }
}

}  // namespace

void write_report(const Report& report, const ReportOutput& output) {
    if (output.path != "-") {
        Terminal file;
        file.color = output.color == ColorChoice::always;
        base::AtomicFile sink(output.path);
        write_formatted(report, output.format, file, sink);
        sink.commit();
    } else if (!output.quiet) {
        StandardOutput sink;
        write_formatted(report, output.format, standard_output(output.color), sink);
    }
}

}  // namespace postern::cli
