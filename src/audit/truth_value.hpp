// Truth values as the columns of the different databases write them.
#pragma once

#include <string>
#include <string_view>

namespace postern::audit {

// `wanted`, where it is true or false, as a field writes it that holds `now`: PostgreSQL's boolean is t or f,
// MySQL's tinyint 1 or 0, and such a column takes nothing else. Any other value of either: `wanted` as it is.
std::string in_form_of(std::string_view now, std::string_view wanted);

}  // namespace postern::audit
