// Links to the sections of the HTML report.
#pragma once

#include <vector>

#include "report/html_page.hpp"

namespace postern::report {

void write_html_contents(const std::vector<HtmlPage::Section>& sections, HtmlPage& page);

}  // namespace postern::report
