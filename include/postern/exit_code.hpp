// What the process tells its caller; the same for every command.
#pragma once

namespace postern {

enum class ExitCode : int {
    clean = 0,       // nothing found, or done
    findings = 1,    // findings at or above --fail-on
    usage = 2,       // usage or rule error
    failed = 3,      // the run failed and changed nothing
    incomplete = 4,  // something could not be read; wins over findings
    interrupted = 130,
};

}  // namespace postern
