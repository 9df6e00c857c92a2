// What a report means for the exit code.
#pragma once

#include <optional>

#include "postern/exit_code.hpp"
#include "postern/report.hpp"

namespace postern::cli {

// fail_on: the least severity that fails; nothing: never. What is waived or known fails no run, but an
// incomplete report is incomplete whatever is.
ExitCode verdict(const Report& report, std::optional<Severity> fail_on);

}  // namespace postern::cli
