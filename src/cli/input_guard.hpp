// Keeps reports from taking the place of what is read.
#pragma once

#include <string>
#include <vector>

#include "cli/report_places.hpp"

namespace postern::cli {

// Throws Error(usage) where a report would replace one of the files, or a file that is there below one of the
// folders; a new file may go into a folder. inputs: as they stand on a command line: "-" is standard input,
// an empty word an option that was not given.
void refuse_reports_over_inputs(const std::vector<ReportPlace>& reports,
                                const std::vector<std::string>& inputs);

}  // namespace postern::cli
