// Who can read the secrets, as tables of the HTML report.
#pragma once

#include "postern/report.hpp"
#include "report/html_page.hpp"

namespace postern::report {

// Files with a secret that everybody can read, how many others there are, and the database roles that can
// read a table with one. Nothing where neither is known.
void write_html_exposure(const Report& report, HtmlPage& page);

}  // namespace postern::report
