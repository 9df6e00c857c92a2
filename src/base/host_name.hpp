// What this host is called.
#pragma once

#include <string>

namespace postern::base {

// As uname prints it; safe to show.
std::string host_name();

}  // namespace postern::base
