// What a MySQL server says before anybody logs in: whether it offers TLS.
#pragma once

#include <optional>
#include <string_view>

#include "source/mysql_address.hpp"

namespace postern::source {

struct MysqlGreeting {
    bool offers_tls = false;
    int error = 0;  // the server's number, when it turns the connection away
};

// Of the first packet, without its header. nullopt when no MySQL server speaks like that.
std::optional<MysqlGreeting> read_greeting(std::string_view packet);

// Connects by TCP, listens and hangs up. Asked for where TLS is wanted but no certificate: told to use
// TLS, the driver takes a connection without it for an encrypted one and sends the password as it is.
// Throws Error in the words for the driver's own.
MysqlGreeting greeting_of(const MysqlAddress& address);

}  // namespace postern::source
