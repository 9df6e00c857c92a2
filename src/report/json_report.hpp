// The report for programs: JSON of schema "postern-report/1".
#pragma once

#include "base/byte_stream.hpp"
#include "postern/report.hpp"

namespace postern::report {

// Keys come in the schema's order (docs/report-schema.json). What a finding does not have is null, never left
// out: an account value the rule did not give, a key of a record without one, a line of a source without
// lines, a byte position in a live database. Output is pure ASCII, so nothing in it can steer a terminal;
// text that is not UTF-8 comes with its bad bytes as \xNN. read_json() has it back.
void write_json(const Report& report, base::ByteSink& sink);

// Whether places in the source are no bytes of it: it is a live database.
bool is_live(const SourceFacts& source);

}  // namespace postern::report
