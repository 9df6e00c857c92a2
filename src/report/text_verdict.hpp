// What a run comes to, at the top of a text report.
#pragma once

#include "postern/report.hpp"
#include "report/text_page.hpp"

namespace postern::report {

// verdict(), a line each, then the notes on waivers and the baseline.
void write_verdict(const Report& report, TextPage& page);

}  // namespace postern::report
