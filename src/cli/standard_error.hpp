// Standard error, where what cannot be said is no failure.
#pragma once

#include <string_view>

namespace postern::cli {

// Unbuffered. A full disk or a pipe that nobody reads loses the text, and nothing else: what the run has done
// stands, and its exit code tells of that alone.
void write_standard_error(std::string_view text) noexcept;

}  // namespace postern::cli
