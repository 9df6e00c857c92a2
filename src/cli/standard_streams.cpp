#include "cli/standard_streams.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "postern/error.hpp"

namespace postern::cli {

namespace {

void open_if_closed(int stream, const char* path, int flags) {
    if (::fcntl(stream, F_GETFD) == -1 && errno == EBADF && ::open(path, flags) != stream) {
        throw Error(ErrorKind::failed, "a standard stream is closed, and nothing can take its place",
                    "run it with standard input, output and error open");
    }
}

}  // namespace

// What nobody would see has to fail, so standard output is a folder, which cannot be written under any name.
void open_closed_streams() {
    open_if_closed(STDIN_FILENO, "/dev/null", O_RDONLY);
    open_if_closed(STDOUT_FILENO, "/", O_RDONLY | O_DIRECTORY);
    open_if_closed(STDERR_FILENO, "/dev/null", O_WRONLY);
}

}  // namespace postern::cli
