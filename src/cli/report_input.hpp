// A JSON report, read from a file.
#pragma once

#include <string>

#include "postern/report.hpp"

namespace postern::cli {

// "-" is standard input. Throws Error(failed) for what is no report.
Report read_report(const std::string& path);

}  // namespace postern::cli
