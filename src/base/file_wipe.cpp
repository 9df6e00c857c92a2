#include "base/file_wipe.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <vector>

#include "base/text.hpp"
#include "postern/error.hpp"

namespace postern::base {

namespace {

[[noreturn]] void fail(const std::string& path, const std::string& what) {
    throw Error(ErrorKind::failed, printable(path) + ": cannot be overwritten: " + what,
                "without --wipe its old bytes stay on the disk until something else takes their place");
}

}  // namespace

FileWipe::FileWipe(const std::string& path)
    : path_(path), descriptor_(::open(path.c_str(), O_WRONLY | O_CLOEXEC)) {
    struct stat status {};
    if (descriptor_.number() < 0 || ::fstat(descriptor_.number(), &status) != 0) {
        fail(path_, std::generic_category().message(errno));
    }
    if (status.st_nlink != 1) {
        fail(path_, "it has further names (hard links)");
    }
}

void FileWipe::wipe() {
    struct stat status {};
    if (::fstat(descriptor_.number(), &status) != 0) {
        fail(path_, std::generic_category().message(errno));
    }
    const std::vector<char> zeros(1024 * 1024);
    for (off_t at = 0; at < status.st_size;) {
        const auto size =
            static_cast<std::size_t>(std::min<off_t>(status.st_size - at, static_cast<off_t>(zeros.size())));
        const ssize_t count = ::pwrite(descriptor_.number(), zeros.data(), size, at);
        if (count < 0 && errno != EINTR) {
            fail(path_, std::generic_category().message(errno));
        }
        at += std::max<ssize_t>(count, 0);
    }
    if (::fsync(descriptor_.number()) != 0) {
        fail(path_, std::generic_category().message(errno));
    }
}

}  // namespace postern::base
