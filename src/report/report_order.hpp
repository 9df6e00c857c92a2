// The one order of a report's parts, however it came together.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "postern/report.hpp"

namespace postern::report {

// Where things have gone.
struct NewOrder {
    std::vector<std::size_t> sources;                // the new index by the old one
    std::map<std::string, std::string> credentials;  // the new id by the old one, of those that are left
};

// Runs by the time that they began, then by id; sources by host, then by path; findings by source. What is
// the same in that keeps its order. Rules and credentials stand in the order in which the findings name them,
// and go where none does; credentials are numbered anew ("c1", ...) and have the names of their first
// finding.
NewOrder put_in_order(Report& report);

}  // namespace postern::report
