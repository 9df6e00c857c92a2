// What the rules say that found something, in the HTML report.
#pragma once

#include "postern/report.hpp"
#include "report/html_page.hpp"

namespace postern::report {

// The findings link to them as #rule-N, N counting Report::rules from 0.
void write_html_rules(const Report& report, HtmlPage& page);

}  // namespace postern::report
