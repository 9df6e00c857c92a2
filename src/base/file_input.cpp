#include "base/file_input.hpp"

#include <fcntl.h>
#include <poll.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include "base/interrupt.hpp"

namespace postern::base {

namespace {

[[noreturn]] void throw_system_error(const char* doing) {
    throw DamagedInput(std::string(doing) + ": " + std::generic_category().message(errno));
}

std::string user_name(uid_t user) {
    std::array<char, 4096> buffer{};
    passwd entry{};
    passwd* found = nullptr;
    if (getpwuid_r(user, &entry, buffer.data(), buffer.size(), &found) == 0 && found != nullptr) {
        return entry.pw_name;
    }
    return std::to_string(user);
}

FileType file_type(mode_t mode) {
    switch (mode & S_IFMT) {
        case S_IFREG:
            return FileType::regular;
        case S_IFDIR:
            return FileType::directory;
        case S_IFLNK:
            return FileType::symbolic_link;
        case S_IFIFO:
            return FileType::fifo;
        default:
            return FileType::other;
    }
}

FileFacts facts_of(const struct stat& status) {
    return {file_type(status.st_mode), static_cast<std::uint64_t>(status.st_size), status.st_mode & 07777U,
            user_name(status.st_uid), static_cast<std::int64_t>(status.st_mtim.tv_sec)};
}

}  // namespace

// A FIFO opens at once without blocking, and wait() then waits for its writer.
FileInput::FileInput(const std::string& path)
    : FileInput(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK), true) {}

FileInput::FileInput(int descriptor, bool owned) : descriptor_(descriptor), owned_(owned) {
    if (descriptor_ < 0) {
        throw_system_error("cannot be opened");
    }
    may_wait_ = facts().type != FileType::regular;
    ::posix_fadvise(descriptor_, 0, 0, POSIX_FADV_SEQUENTIAL);
}

FileInput FileInput::standard_input() {
    return {STDIN_FILENO, false};
}

FileInput::FileInput(FileInput&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), owned_(other.owned_), may_wait_(other.may_wait_) {}

FileInput::~FileInput() {
    if (owned_ && descriptor_ >= 0) {
        ::close(descriptor_);
    }
}

// A signal reaches one thread only, so every one looks for it now and then.
void FileInput::wait() const {
    constexpr int kMilliseconds = 100;
    pollfd ready{descriptor_, POLLIN, 0};
    while (::poll(&ready, 1, kMilliseconds) <= 0) {
        throw_if_interrupted();
    }
}

std::size_t FileInput::read(std::span<char> buffer) {
    while (true) {
        throw_if_interrupted();
        if (may_wait_) {
            wait();
        }
        const ssize_t count = ::read(descriptor_, buffer.data(), buffer.size());
        if (count >= 0) {
            return static_cast<std::size_t>(count);
        }
        if (errno != EINTR && errno != EAGAIN) {
            throw_system_error("cannot be read");
        }
    }
}

std::uint64_t FileInput::skip(std::uint64_t count) {
    const off_t at = may_wait_ ? -1 : ::lseek(descriptor_, 0, SEEK_CUR);
    const std::uint64_t size = facts().size;
    if (at < 0 || static_cast<std::uint64_t>(at) >= size) {
        return 0;
    }
    const std::uint64_t step = std::min(count, size - static_cast<std::uint64_t>(at));
    return ::lseek(descriptor_, static_cast<off_t>(step), SEEK_CUR) < 0 ? 0 : step;
}

FileFacts FileInput::facts() const {
    struct stat status {};
    if (::fstat(descriptor_, &status) != 0) {
        throw_system_error("cannot be examined");
    }
    return facts_of(status);
}

FileFacts link_facts(const std::string& path) {
    struct stat status {};
    if (::lstat(path.c_str(), &status) != 0) {
        throw_system_error("cannot be examined");
    }
    return facts_of(status);
}

}  // namespace postern::base
