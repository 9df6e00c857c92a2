// What a run looked at, as a text report tells it.
#pragma once

#include "postern/report.hpp"
#include "report/text_page.hpp"

namespace postern::report {

// Every skip with its place and reason; nothing when there are none.
void write_skips(const Report& report, TextPage& page);

// Sources by kind (each by name while they are few), what is worth knowing of them, and what was passed over.
void write_coverage(const Report& report, TextPage& page);

}  // namespace postern::report
