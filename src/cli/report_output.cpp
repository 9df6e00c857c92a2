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
        report::write_text(report, {terminal.color, terminal.unicode, terminal.width, !terminal.is_terminal},
                           sink);
    }
}

}  // namespace

ReportWriter::ReportWriter(const ReportOutput& output) : output_(output) {
    if (output.path != "-") {
        file_ = std::make_unique<base::AtomicFile>(output.path);
    }
}

ReportWriter::~ReportWriter() = default;

void ReportWriter::write(const Report& report) {
    if (file_ != nullptr) {
        Terminal plain;
        plain.color = output_.color == ColorChoice::always;
        write_formatted(report, output_.format, plain, *file_);
        file_->commit();
    } else if (!output_.quiet) {
        StandardOutput sink;
        write_formatted(report, output_.format, standard_output(output_.color), sink);
    }
}

}  // namespace postern::cli
