// Keeping what the process has in memory out of core dumps.
#pragma once

namespace postern::cli {

// No core file, and no other process of the user may look into this one.
void forbid_core_dumps();

}  // namespace postern::cli
