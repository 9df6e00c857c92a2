// The whole folder that a plan amounts to.
#pragma once

#include <vector>

#include "postfix/config_file.hpp"
#include "postfix/plan.hpp"

namespace postern::postfix {

// Configuration, maps, README, MANIFEST and scripts; the same plan gives the same bytes. A fragment has
// no scripts and no MANIFEST, since people do the merging.
std::vector<ConfigFile> make_configuration(const Plan& plan);

}  // namespace postern::postfix
