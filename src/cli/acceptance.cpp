#include "cli/acceptance.hpp"

#include "base/utc_time.hpp"
#include "cli/file_option.hpp"
#include "cli/report_input.hpp"
#include "cli/whole_file.hpp"
#include "postern/error.hpp"
#include "report/baseline.hpp"
#include "report/waivers.hpp"
#include "rules/waiver_reader.hpp"

namespace postern::cli {

namespace {

constexpr std::size_t kMostBytes = 16U << 20U;  // of waivers

// It may be a pipe, as all reports may.
Report read_baseline(const std::string& path) {
    try {
        return read_report(path);
    } catch (const Error& error) {
        const bool wrong = error.kind() == ErrorKind::failed;
        throw Error(wrong ? ErrorKind::usage : error.kind(), error.what(), error.hint());
    }
}

}  // namespace

std::string today() {
    constexpr std::size_t kDate = 10;
    return base::utc_text(base::now()).substr(0, kDate);
}

void add_acceptance_options(CLI::App& command, AcceptanceOptions& options) {
    add_file_option(command, "--waivers", "Findings that a file takes the risk of fail no run",
                    options.waivers);
    add_file_option(command, "--baseline", "Findings that a JSON report has fail no run", options.baseline);
}

Acceptance::Acceptance(const AcceptanceOptions& options) : waivers_file_(options.waivers) {
    if (!options.waivers.empty()) {
        waivers_ = rules::read_waivers(read_option_file(options.waivers, kMostBytes), options.waivers);
    }
    if (!options.baseline.empty()) {
        baseline_ = read_baseline(options.baseline);
    }
}

void Acceptance::apply(Report& report) const {
    report::end_waivers(report, today());
    report::apply_waivers(report, waivers_, waivers_file_, today());
    if (baseline_) {
        report::mark_known(report, *baseline_);
    }
}

}  // namespace postern::cli
