// An account with its secrets, for whoever has to use or move it.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "postern/account.hpp"
#include "postern/locator.hpp"

namespace postern::audit {

struct FoundAccount {
    Account account;
    Locator location;  // of the record; names no field
    bool commented_out = false;
    // Why its mail cannot be led through the relay; empty where it can, and where it sends none.
    std::string no_relay = {};
    bool guess = false;  // its rule is not sure that it is one
    // The id of each secret's credential, in the order of the secrets; empty where it has none, and all of
    // them before they are named.
    std::vector<std::string> credentials = {};
    std::size_t source = 0;  // index into the sources of its file's result, then of the report
};

}  // namespace postern::audit
