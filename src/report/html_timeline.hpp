// A chart of the HTML report: which backups still hold the secret that an account has today.
#pragma once

#include <vector>

#include "postern/report.hpp"
#include "report/html_page.hpp"
#include "report/rotation.hpp"

namespace postern::report {

// A line for each account, a mark for each source, and the same in words. Nothing where all sources are of
// one time, as there is no course of events then.
void write_html_timeline(const Report& report, const std::vector<AccountHistory>& histories, HtmlPage& page);

}  // namespace postern::report
