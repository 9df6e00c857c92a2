// Only the lines that send the accounts' mail through a Postfix that is already set up.
#pragma once

#include <vector>

#include "postfix/config_file.hpp"
#include "postfix/plan.hpp"

namespace postern::postfix {

// main.cf.fragment, master.cf.fragment and the maps they name. They change nothing for mail of other
// senders. Both start with an empty line: appended to a file whose last line has no end they do not join it.
// The plan has at least one upstream.
std::vector<ConfigFile> fragment_config(const Plan& plan);

}  // namespace postern::postfix
