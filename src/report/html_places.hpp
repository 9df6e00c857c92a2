// The places of a group of findings in the HTML report.
#pragma once

#include "postern/report.hpp"
#include "report/finding_groups.hpp"
#include "report/html_page.hpp"

namespace postern::report {

// All of them, by source, the newest first, with who can read each; folded up where there are many, or where
// they are told to be.
void write_html_places(const Report& report, const FindingGroup& group, bool fold, HtmlPage& page);

}  // namespace postern::report
