// All that decides what a configuration says.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "postfix/host.hpp"
#include "postfix/upstream.hpp"

namespace postern::postfix {

enum class Route {
    upstreams,  // through the accounts' servers
    direct,     // to the recipients' own servers
    blackhole,  // nowhere: into a Maildir on this host
};

// Who may read the Maildir of a blackhole, and for how long mail stays in it.
struct Mailbox {
    unsigned uid = 65534;
    unsigned gid = 65534;
    unsigned keep_days = 14;
    std::vector<std::string> testers;  // addresses that do get their mail
};

struct Plan {
    Route route = Route::upstreams;
    bool fragment = false;  // only lines to merge; for Route::upstreams
    Host host;
    std::vector<Upstream> upstreams;
    Mailbox mailbox;  // of a blackhole
    // What an administrator would miss here: accounts that are not among them, targets not read to
    // their end, a line each.
    std::vector<std::string> left_out;
    std::vector<std::string> not_read;
    bool targets_unused = false;  // they were named, and no account is needed
};

inline constexpr const char* kMailboxFolder = "/var/spool/postern-blackhole";

}  // namespace postern::postfix
