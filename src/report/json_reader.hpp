// A report read back from its JSON.
#pragma once

#include <string>
#include <string_view>

#include "postern/report.hpp"

namespace postern::report {

// What write_json() wrote comes back whole: written again it has the same bytes. A report may come from
// anywhere, so nothing in it is believed that was not looked at, and what contradicts itself is none. Keys
// that the schema does not have are passed over. Throws Error(failed) that names the place in it, and no
// value. file_name: what the message calls it.
Report read_json(std::string_view text, const std::string& file_name);

}  // namespace postern::report
