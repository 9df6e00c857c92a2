// Days as a report writes them.
#pragma once

#include <cstdint>
#include <string>

namespace postern::report {

// Of seconds since 1970, in UTC: "2026-03-01"; empty for what does not lie in the years 0 to 9999.
std::string date_text(std::int64_t seconds);

}  // namespace postern::report
