// The start and the end of the HTML report, which need no other file and no network.
#pragma once

#include "postern/report.hpp"
#include "report/html_page.hpp"

namespace postern::report {

// With the style and a policy that lets the browser load nothing and run only this script.
void write_head(const Report& report, HtmlPage& page);
void write_end(HtmlPage& page);

}  // namespace postern::report
