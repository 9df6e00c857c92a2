// The findings of a text report, group by group.
#pragma once

#include "postern/report.hpp"
#include "report/finding_groups.hpp"
#include "report/login_phrases.hpp"
#include "report/text_page.hpp"

namespace postern::report {

// A numbered credential: whose it is, then every place that holds it.
void write_credential(const Report& report, const Logins& logins, const FindingGroup& group,
                      std::size_t number, TextPage& page);

// A route or a risk: what it is, then every place that makes it.
void write_fact(const Report& report, const FindingGroup& group, TextPage& page);

}  // namespace postern::report
