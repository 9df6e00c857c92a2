// A Postfix from which no mail can leave: every message ends in a Maildir on this host.
#pragma once

#include <vector>

#include "postfix/config_file.hpp"
#include "postfix/plan.hpp"

namespace postern::postfix {

// Every way of routing ends at virtual(8), which keeps the recipient and rewrites nothing, and
// master.cf has no service that could send. Only with testers there are the accounts' transports, and
// only the testers' addresses lead to them.
std::vector<ConfigFile> blackhole_config(const Plan& plan);

}  // namespace postern::postfix
