// Names that mean whatever host asks.
#pragma once

#include <string>

namespace postern::base {

// "localhost" and its like, an address of the loopback network in any of its forms, 0.0.0.0 and ::.
bool means_own_host(const std::string& host);

}  // namespace postern::base
