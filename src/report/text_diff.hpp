// The difference of two reports for people.
#pragma once

#include "base/byte_stream.hpp"
#include "report/report_diff.hpp"
#include "report/text_style.hpp"

namespace postern::report {

// Says too what could not be told: where a report is incomplete, does not have a source of the other, or
// secrets could not be compared.
void write_text(const ReportDiff& diff, const TextStyle& style, base::ByteSink& sink);

}  // namespace postern::report
