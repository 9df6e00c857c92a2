// What a PostgreSQL server's error means, in our own words.
#pragma once

#include <string>
#include <string_view>

#include "postern/error.hpp"

namespace postern::source {

// By the SQLSTATE alone: a server's text may repeat a value. `where` names the server, or the table.
Error pg_error(std::string_view sqlstate, const std::string& where);

// For a connection that did not come about. `message` is libpq's, in the C locale, with the server's own
// errors reduced to their SQLSTATE; only what libpq itself says of the network and of TLS is repeated.
Error pg_connect_error(std::string_view message, const std::string& where);

// The SQLSTATE in "FATAL:  28P01"; empty when there is none.
std::string_view sqlstate_in(std::string_view message);

}  // namespace postern::source
