// Writes one file anew, and proves what it wrote.
#pragma once

#include <cstdint>

#include "base/byte_stream.hpp"
#include "cli/file_change.hpp"
#include "cli/file_scanner.hpp"

namespace postern::cli {

// Writes the file to the sink: as it came where nothing in it is to be changed, else with the changes of
// ScanContext::purpose. What is written is read at the same time by a scanner of its own, which must find
// nothing left to change and nothing that it cannot read. Says what was changed. Throws Error: then what the
// sink holds is to be thrown away.
FileResult write_file_anew(const PlannedFile& planned, const ScanContext& context, base::ByteSink& sink);

}  // namespace postern::cli
