#include "cli/standard_streams.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <initializer_list>

#include "catch.hpp"

using namespace postern;

namespace {

// What a process sees that was started with these closed, as bits: 1 the next file is none of the three, 2
// nothing can be read, 4 standard output cannot be written, 8 standard error can.
int seen_without(std::initializer_list<int> streams) {
    const pid_t child = ::fork();
    if (child == 0) {
        for (const int stream : streams) {
            ::close(stream);
        }
        cli::open_closed_streams();
        char byte = 'x';
        int seen = ::open("/dev/null", O_RDONLY) > STDERR_FILENO ? 1 : 0;
        seen |= ::read(STDIN_FILENO, &byte, 1) == 0 ? 2 : 0;
        seen |= ::write(STDOUT_FILENO, "", 1) < 0 && ::open("/dev/stdout", O_WRONLY) < 0 ? 4 : 0;
        seen |= ::write(STDERR_FILENO, "", 0) == 0 ? 8 : 0;
        ::_exit(seen);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

TEST_CASE("no file takes the place of a stream that was closed") {
    CHECK(seen_without({STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) == 15);
    CHECK((seen_without({STDERR_FILENO}) & 9) == 9);
    CHECK((seen_without({STDOUT_FILENO}) & 13) == 13);
    CHECK((seen_without({STDIN_FILENO}) & 11) == 11);
    CHECK((seen_without({}) & 1) == 1);
}
