// Points in time as reports state them: in UTC, to the second.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace postern::base {

// Seconds since 1970.
std::int64_t now();

// "2026-11-29T02:00:00Z"; empty for what does not lie in the years 0 to 9999.
std::string utc_text(std::int64_t seconds);

// Takes that form alone, and only points in time that there are.
std::optional<std::int64_t> parse_utc(std::string_view text);

// "2027-03-31", of a day that there is.
bool is_date(std::string_view text);

}  // namespace postern::base
