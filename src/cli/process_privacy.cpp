#include "cli/process_privacy.hpp"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace postern::cli {

void forbid_core_dumps() {
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
#if !defined(__SANITIZE_ADDRESS__)  // its leak check has to look into the process
    ::prctl(PR_SET_DUMPABLE, 0);
#endif
}

}  // namespace postern::cli
