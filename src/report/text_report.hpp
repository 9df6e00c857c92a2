// The report for people.
#pragma once

#include "base/byte_stream.hpp"
#include "postern/report.hpp"
#include "report/text_style.hpp"

namespace postern::report {

// The verdict, then each credential with all its places, open mail routes, risks, what could not be
// read, what was looked at, what to do next; a part with nothing in it is left out. Text that came
// from a target cannot steer the terminal.
void write_text(const Report& report, const TextStyle& style, base::ByteSink& sink);

}  // namespace postern::report
