// One finding of a report's JSON.
#pragma once

#include "postern/report.hpp"
#include "report/json_place.hpp"

namespace postern::report {

// report: with its sources, of which the finding names one. Throws DamagedInput.
Finding read_finding(const JsonPlace& place, const Report& report);

}  // namespace postern::report
