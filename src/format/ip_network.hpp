// Internet addresses and networks, as far as it matters whether they are the host itself.
#pragma once

#include <string_view>

namespace postern::format {

enum class NetworkReach {
    loopback,  // nothing but the host itself
    wider,     // or it cannot be ruled out: another host's address, a network
    invalid,   // neither an address nor a network
};

// "127.0.0.0/8", "192.0.2.7", "[::1]/128", "[::ffff:127.0.0.0]/104".
NetworkReach reach_of_network(std::string_view pattern);

// A name or an address that means the host itself wherever it is looked up; brackets or none.
bool is_loopback_host(std::string_view host);

}  // namespace postern::format
