// The report for spreadsheets: CSV as RFC 4180 has it.
#pragma once

#include "base/byte_stream.hpp"
#include "postern/report.hpp"

namespace postern::report {

// A row with the names of the columns, a row for each finding, and one of kind "skip" for each part that
// could not be read, so that a table never looks complete when it is not. UTF-8, lines end in CR LF. A value
// that a spreadsheet would take for a formula (it starts with = + - @) has an apostrophe in front of it;
// control characters are spelled out as shown() does it.
void write_csv(const Report& report, base::ByteSink& sink);

}  // namespace postern::report
