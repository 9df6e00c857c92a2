// The value of --relay.
#pragma once

#include <string>

#include "audit/finding_builder.hpp"

namespace postern::cli {

// From HOST:PORT or [ADDRESS]:PORT. Throws Error(usage).
audit::Relay parse_relay(const std::string& text);

}  // namespace postern::cli
