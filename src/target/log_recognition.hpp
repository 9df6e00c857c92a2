// Whether a text is a log of Jira.
#pragma once

#include "target/content_kind.hpp"

namespace postern::target {

// One of its first 32 lines must start as log4j's do ("2010-03-01 12:00:00,123", then a level in capitals),
// and its first 64 KiB must hold a name of Jira's own. nullopt: not enough in sight yet.
std::optional<Recognition> recognise_log(std::string_view head, bool all);

}  // namespace postern::target
