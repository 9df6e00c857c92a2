// Where mail is meant to go, and whether an account sends there already.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "postern/account.hpp"

namespace postern::audit {

// An outgoing account that points there is no open route.
struct Relay {
    std::string host = "localhost";  // also known as 127.0.0.1 and ::1
    std::uint16_t port = 25;
};

// Letters of any case; the names of this host are one.
bool is_same_host(std::string_view a, std::string_view b);

// By its server and port alone.
bool is_relayed(const Account& account, const Relay& relay);

}  // namespace postern::audit
