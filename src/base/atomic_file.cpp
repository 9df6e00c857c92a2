#include "base/atomic_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "base/text.hpp"
#include "postern/error.hpp"

namespace postern::base {

namespace {

std::string folder_of(const std::string& path) {
    const std::string folder = std::filesystem::path(path).parent_path().string();
    return folder.empty() ? "." : folder;
}

mode_t mode_for_new_files() {
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return 0666 & ~mask;
}

}  // namespace

AtomicFile::AtomicFile(const std::string& path) : path_(path) {
    std::error_code error;
    const auto followed = std::filesystem::canonical(path, error);
    if (!error) {
        path_ = followed.string();
    }
    struct stat status {};
    const bool exists = ::stat(path_.c_str(), &status) == 0;
    if (exists && !S_ISREG(status.st_mode)) {
        descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC);
    } else {
        open_beside();
        ::fchmod(descriptor_, exists ? status.st_mode & 07777U : mode_for_new_files());
    }
    if (descriptor_ < 0) {
        fail("cannot be opened");
    }
}

void AtomicFile::open_beside() {
    temporary_ = folder_of(path_) + "/." + std::filesystem::path(path_).filename().string() + ".XXXXXX";
    descriptor_ = ::mkostemp(temporary_.data(), O_CLOEXEC);
    if (descriptor_ < 0) {
        fail("cannot be created");
    }
}

AtomicFile::~AtomicFile() {
    if (descriptor_ >= 0) {
        ::close(descriptor_);
        if (!temporary_.empty()) {
            ::unlink(temporary_.c_str());
        }
    }
}

void AtomicFile::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::write(descriptor_, bytes.data(), bytes.size());
        if (count < 0 && errno != EINTR) {
            fail("cannot be written");
        }
        bytes.remove_prefix(count > 0 ? static_cast<std::size_t>(count) : 0);
    }
}

void AtomicFile::commit() {
    if (temporary_.empty()) {
        return;
    }
    if (::fsync(descriptor_) != 0 || ::rename(temporary_.c_str(), path_.c_str()) != 0) {
        fail("cannot be written");
    }
    ::close(descriptor_);
    descriptor_ = -1;
    const int folder = ::open(folder_of(path_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
        ::fsync(folder);  // the new name too must survive a power cut
        ::close(folder);
    }
}

void AtomicFile::fail(const char* doing) const {
    throw Error(ErrorKind::failed,
                printable(path_) + ": " + doing + ": " + std::generic_category().message(errno),
                "check that its folder exists, is writable and has room");
}

}  // namespace postern::base
