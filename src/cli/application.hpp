// The program as a whole: from a command line to an exit code.
#pragma once

namespace postern::cli {

// Every exception ends here. Errors go to standard error, with their hint.
int run_application(int argc, char* argv[]);

}  // namespace postern::cli
