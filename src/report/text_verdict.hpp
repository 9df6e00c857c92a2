// What a run comes to, in a sentence or two.
#pragma once

#include "postern/report.hpp"
#include "report/text_page.hpp"

namespace postern::report {

// "3 mail credentials lie open in 14 places." A run that is incomplete or looked at nothing is
// never called clean.
void write_verdict(const Report& report, TextPage& page);

}  // namespace postern::report
