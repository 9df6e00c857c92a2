// A run in one line, to be pasted into a ticket.
#pragma once

#include <string>
#include <string_view>

#include "postern/exit_code.hpp"
#include "postern/report.hpp"

namespace postern::report {

// "postern 0.1.0: 3 mail credentials (2 high, 1 medium) in 14 places, 1 risk; 12 sources (1.2 GiB), 1 not
// read to its end; exit 4": plain ASCII, without an end of line, and nothing in it comes from a target.
// Credentials and places are those of verdict(); how many of them are waived or were known before stands
// behind them.
std::string summary_line(const Report& report, std::string_view version, ExitCode code);

}  // namespace postern::report
