// The top of the HTML report: what the run comes to, in words and figures.
#pragma once

#include "postern/report.hpp"
#include "report/html_page.hpp"

namespace postern::report {

void write_html_verdict(const Report& report, HtmlPage& page);

}  // namespace postern::report
