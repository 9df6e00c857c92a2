#include "base/spool.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <system_error>

#include "base/text.hpp"
#include "postern/error.hpp"

namespace postern::base {

namespace {

std::string folder() {
    const char* named = std::getenv("TMPDIR");
    return named != nullptr && *named != '\0' ? named : "/var/tmp";
}

[[noreturn]] void fail(const char* doing) {
    throw Error(ErrorKind::failed,
                printable(folder()) + ": a temporary file cannot be " + doing + ": " +
                    std::generic_category().message(errno),
                "set TMPDIR to a folder that is writable and has room");
}

// Not every file system has files without a name.
int open_nameless() {
    const int number = ::open(folder().c_str(), O_TMPFILE | O_RDWR | O_EXCL | O_CLOEXEC, 0600);
    if (number >= 0) {
        return number;
    }
    std::string path = folder() + "/postern.XXXXXX";
    const int named = ::mkostemp(path.data(), O_CLOEXEC);
    if (named < 0 || ::unlink(path.c_str()) != 0) {
        fail("created");
    }
    return named;
}

}  // namespace

Spool::~Spool() {
    memory_.resize(memory_.capacity());  // what was cleared is still there
    ::explicit_bzero(memory_.data(), memory_.size());
}

// The memory is there in one piece from the first byte: growing would leave copies behind.
void Spool::write(std::string_view bytes) {
    if (memory_.capacity() < kInMemory) {
        memory_.reserve(kInMemory);
    }
    while (!bytes.empty()) {
        const std::string_view piece = bytes.substr(0, kInMemory - memory_.size());
        memory_.append(piece);
        bytes.remove_prefix(piece.size());
        if (!bytes.empty()) {
            empty_memory();
        }
    }
}

void Spool::empty_memory() {
    if (!file_) {
        file_.emplace(open_nameless());
    }
    for (std::string_view rest = memory_; !rest.empty();) {
        const ssize_t count = ::write(file_->number(), rest.data(), rest.size());
        if (count < 0 && errno != EINTR) {
            fail("written");
        }
        rest.remove_prefix(count > 0 ? static_cast<std::size_t>(count) : 0);
    }
    in_file_ += memory_.size();
    memory_.clear();
}

void Spool::copy_to(ByteSink& output) {
    if (!file_) {
        output.write(memory_);
        return;
    }
    empty_memory();
    memory_.resize(kInMemory);
    for (std::uint64_t at = 0; at < in_file_;) {
        const ssize_t count =
            ::pread(file_->number(), memory_.data(), memory_.size(), static_cast<off_t>(at));
        if (count == 0 || (count < 0 && errno != EINTR)) {
            fail("read");
        }
        output.write(std::string_view(memory_).substr(0, count > 0 ? static_cast<std::size_t>(count) : 0));
        at += count > 0 ? static_cast<std::uint64_t>(count) : 0;
    }
    memory_.clear();
}

}  // namespace postern::base
