#include "cli/verdict.hpp"

#include <algorithm>

namespace postern::cli {

ExitCode verdict(const Report& report, std::optional<Severity> fail_on) {
    if (!report.complete()) {
        return ExitCode::incomplete;
    }
    const bool fails =
        fail_on && std::any_of(report.findings.begin(), report.findings.end(), [&](const Finding& finding) {
            return finding.counts() && finding.severity >= *fail_on;
        });
    return fails ? ExitCode::findings : ExitCode::clean;
}

}  // namespace postern::cli
