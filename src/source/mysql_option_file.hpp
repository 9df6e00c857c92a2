// The text of an option file of MySQL's programs (my.cnf): what it says to clients.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "postern/secret.hpp"

namespace postern::source {

// Only what leads to a server; whatever else a file says (init-command, plugin-dir, skip-ssl) is not
// for us.
struct MysqlClientOptions {
    std::optional<std::string> user;
    std::optional<Secret> password;
    std::optional<std::string> host;
    std::optional<std::uint16_t> port;
    std::optional<std::string> socket;
    std::optional<std::string> ssl_ca;
};

// "!include FILE" and "!includedir DIR", in the order of the file.
struct MysqlInclusion {
    std::string path;
    bool folder = false;
};

// Groups [client], [client-server] and [client-mariadb]; a later value wins. Lines that mean nothing
// are passed over, as MySQL's own reader would stop there and ours is only a guest. Inclusions are
// handed back for the caller to read.
std::vector<MysqlInclusion> read_client_options(std::string_view text, MysqlClientOptions& options);

}  // namespace postern::source
