#include "cli/standard_output.hpp"

#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "postern/error.hpp"

namespace postern::cli {

void StandardOutput::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
        if (count < 0 && errno != EINTR) {
            throw Error(ErrorKind::failed,
                        "standard output cannot be written: " + std::generic_category().message(errno));
        }
        bytes.remove_prefix(count > 0 ? static_cast<std::size_t>(count) : 0);
    }
}

}  // namespace postern::cli
