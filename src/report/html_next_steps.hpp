// What to do next, as a checklist of the HTML report.
#pragma once

#include "postern/report.hpp"
#include "report/html_page.hpp"

namespace postern::report {

// next_steps(), a box to tick for each. Nothing where there is nothing to do.
void write_html_next_steps(const Report& report, HtmlPage& page);

}  // namespace postern::report
