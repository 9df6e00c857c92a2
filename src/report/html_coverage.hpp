// What was looked at and what could not be read, as tables of the HTML report.
#pragma once

#include "postern/report.hpp"
#include "report/html_page.hpp"

namespace postern::report {

// What could not be read comes first. Where there are many sources, the whole list folds up.
void write_html_coverage(const Report& report, HtmlPage& page);

}  // namespace postern::report
