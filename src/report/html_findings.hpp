// The findings of the HTML report: tables that the page's script can sort and filter.
#pragma once

#include "postern/report.hpp"
#include "report/html_filters.hpp"
#include "report/html_page.hpp"
#include "report/rotation.hpp"

namespace postern::report {

// Each credential with every place it lies in: the highest severity first, then what is held today, then most
// places.
void write_html_credentials(const Report& report, const FilterValues& filters,
                            const std::vector<AccountHistory>& histories, HtmlPage& page);

// Open mail routes and risks.
void write_html_facts(const Report& report, const FilterValues& filters, HtmlPage& page);

}  // namespace postern::report
