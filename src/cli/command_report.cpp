#include "cli/command_report.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <utility>

#include "cli/config_option.hpp"
#include "cli/diff_output.hpp"
#include "cli/help_footer.hpp"
#include "cli/input_guard.hpp"
#include "cli/report_input.hpp"
#include "cli/report_options.hpp"
#include "cli/report_places.hpp"
#include "cli/verdict.hpp"
#include "postern/error.hpp"
#include "report/report_diff.hpp"
#include "report/report_merge.hpp"
#include "report/waivers.hpp"

namespace postern::cli {

namespace {

constexpr const char* kExamples =
    "  postern report merge web1.json web2.json -o all.json --format json\n"
    "  postern report show all.json\n"
    "  postern report diff last-week.json all.json";

const ExitMeanings kCodes{
    {ExitCode::clean,
     "as of a scan that gave this report: nothing found, everything read; of diff: nothing appeared or "
     "became "
     "graver"},
    {ExitCode::findings, "findings at or above --fail-on; of diff: something appeared or became graver"},
    {ExitCode::usage, "usage error"},
    {ExitCode::failed, "failed: a file is no report, or cannot be read"},
    {ExitCode::incomplete, "a report is incomplete: something could not be read (wins over 1)"},
    {ExitCode::interrupted, "interrupted, nothing half-written"},
};

}  // namespace

void CommandReport::setup(CLI::App& application) {
    command_ = application.add_subcommand("report", "Unite, show or compare reports written as JSON");
    command_->footer(help_footer(kExamples, kCodes));
    command_->require_subcommand(1);
    merge_ = command_->add_subcommand("merge", "Unite the reports of many hosts, stores or shards");
    merge_->add_option("FILE", files_, "JSON reports; - is standard input")->required()->type_name("");
    show_ = command_->add_subcommand("show", "Show a report again, in any form");
    show_->add_option("FILE", file_, "A JSON report; - is standard input")->required()->type_name("");
    diff_ = command_->add_subcommand("diff", "Say what appeared, became graver, went away or was rotated");
    diff_->add_option("OLD", old_file_, "The earlier JSON report")->required()->type_name("");
    diff_->add_option("NEW", new_file_, "The later JSON report")->required()->type_name("");
    for (CLI::App* verb : {merge_, show_, diff_}) {
        add_report_options(*verb, output_, verb == diff_ ? "text|json|FORM=FILE,..." : kReportForms);
        if (verb != diff_) {
            add_fail_on(*verb, fail_on_);
            add_acceptance_options(*verb, acceptance_);
        }
        verb->footer(help_footer(kExamples, kCodes));
    }
}

bool CommandReport::is_chosen() const {
    return command_->parsed();
}

// Before anything is read.
void CommandReport::check_output() const {
    if (output_.path.empty()) {
        throw Error(ErrorKind::usage, "--output takes a file", "is a variable of your script unset?");
    }
    std::vector<std::string> inputs = files_;
    inputs.insert(inputs.end(), {file_, old_file_, new_file_, acceptance_.waivers, acceptance_.baseline,
                                 config_file(*command_)});
    refuse_reports_over_inputs(report_places(output_.forms, output_.path), inputs);
}

ExitCode CommandReport::run() {
    check_output();
    if (merge_->parsed()) {
        return merge();
    }
    return show_->parsed() ? show() : diff();
}

ExitCode CommandReport::merge() {
    std::vector<Report> reports;
    for (const std::string& file : files_) {
        reports.push_back(read_report(file));
    }
    return finish(report::merge_reports(std::move(reports), POSTERN_VERSION));
}

ExitCode CommandReport::show() {
    return finish(read_report(file_));
}

ExitCode CommandReport::finish(Report report) {
    const Acceptance acceptance(acceptance_);
    acceptance.apply(report);
    const ExitCode code = verdict(report, fail_on_);
    ReportWriter(output_).finish(report, code);
    return code;
}

ExitCode CommandReport::diff() {
    const Report old_report = read_report(old_file_);
    Report new_report = read_report(new_file_);
    report::end_waivers(new_report, today());
    const report::ReportDiff diff = report::diff_reports(old_report, new_report);
    write_diff(diff, output_);
    if (!old_report.complete() || !new_report.complete()) {
        return ExitCode::incomplete;
    }
    const auto counts = [](const report::ReportDiff::Change& change) { return change.finding->counts(); };
    const bool fails = std::any_of(diff.appeared.begin(), diff.appeared.end(), counts) ||
                       std::any_of(diff.graver.begin(), diff.graver.end(), counts);
    return fails ? ExitCode::findings : ExitCode::clean;
}

}  // namespace postern::cli
