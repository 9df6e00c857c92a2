// Standard input, output and error, as a caller has left them.
#pragma once

namespace postern::cli {

// Gives each of the three that is closed something to be, so that no file which is opened later is taken for
// it: nothing to read, nothing that can be written, nobody who listens. For the start of main(). Throws
// Error.
void open_closed_streams();

}  // namespace postern::cli
