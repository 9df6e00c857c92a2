// The difference of two reports for programs: JSON of schema "postern-diff/1".
#pragma once

#include <string_view>

#include "base/byte_stream.hpp"
#include "report/report_diff.hpp"

namespace postern::report {

// docs/diff-schema.json has its keys. Pure ASCII, as the report's. `version` is the tool's own.
void write_json(const ReportDiff& diff, std::string_view version, base::ByteSink& sink);

}  // namespace postern::report
