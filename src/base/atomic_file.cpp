#include "base/atomic_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "base/text.hpp"
#include "postern/error.hpp"

namespace postern::base {

namespace {

constexpr const char* kOpenFiles = "/proc/self/fd";

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
    in_place_ = !can_be_thrown_away(path_);
    if (in_place_) {
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
    if (::access(kOpenFiles, X_OK) == 0) {  // by which it gets its name
        descriptor_ = ::open(folder_of(path_).c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
    }
    if (descriptor_ < 0) {
        open_under_other_name();
    }
    if (descriptor_ < 0) {
        fail("cannot be created");
    }
}

void AtomicFile::open_under_other_name() {
    temporary_ = folder_of(path_) + "/." + std::filesystem::path(path_).filename().string() + ".XXXXXX";
    descriptor_ = ::mkostemp(temporary_.data(), O_CLOEXEC);
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

bool AtomicFile::can_be_thrown_away(const std::string& path) {
    struct stat status {};
    return ::stat(path.c_str(), &status) != 0 || S_ISREG(status.st_mode);
}

void AtomicFile::restrict_mode(unsigned mode) {
    struct stat status {};
    if (!in_place_ && ::fstat(descriptor_, &status) == 0) {
        ::fchmod(descriptor_, status.st_mode & mode & 07777U);
    }
}

void AtomicFile::keep_owner_and_time() {
    struct stat status {};
    if (in_place_ || ::stat(path_.c_str(), &status) != 0) {
        return;
    }
    // A change of owner takes some bits of the mode away.
    if (::fchown(descriptor_, status.st_uid, status.st_gid) != 0 ||
        ::fchmod(descriptor_, status.st_mode & 07777U) != 0) {
        throw Error(
            ErrorKind::failed,
            printable(path_) + ": its owner cannot be kept: " + std::generic_category().message(errno),
            "run it as that user or as root");
    }
    times_ = {status.st_atim, status.st_mtim};
    copy_attributes();
}

// Access lists and labels. Where the file system or this user cannot have one, access lists excepted, it is
// left out.
void AtomicFile::copy_attributes() {
    std::string names(64 * 1024, '\0');
    const ssize_t size = ::listxattr(path_.c_str(), names.data(), names.size());
    names.resize(static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
    for (std::size_t at = 0; at < names.size();) {
        const char* name = names.c_str() + at;
        std::string value(64 * 1024, '\0');
        const ssize_t length = ::getxattr(path_.c_str(), name, value.data(), value.size());
        if (length >= 0 &&
            ::fsetxattr(descriptor_, name, value.data(), static_cast<std::size_t>(length), 0) != 0 &&
            std::string_view(name) == "system.posix_acl_access") {
            fail("its access list cannot be kept");
        }
        at += std::string_view(name).size() + 1;
    }
}

void AtomicFile::commit() {
    if (in_place_) {
        return;
    }
    if (times_) {
        ::futimens(descriptor_, times_->data());
    }
    if (::fsync(descriptor_) != 0) {
        fail("cannot be written");
    }
    give_name();
    ::close(descriptor_);
    descriptor_ = -1;
    const int folder = ::open(folder_of(path_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
        ::fsync(folder);  // the new name too must survive a power cut
        ::close(folder);
    }
}

// A file without a name cannot replace one that has it, so it gets another first.
void AtomicFile::give_name() {
    if (temporary_.empty()) {
        const std::string self = std::string(kOpenFiles) + '/' + std::to_string(descriptor_);
        if (::linkat(AT_FDCWD, self.c_str(), AT_FDCWD, path_.c_str(), AT_SYMLINK_FOLLOW) == 0) {
            return;  // there was nothing to replace
        }
        std::string name =
            folder_of(path_) + "/." + std::filesystem::path(path_).filename().string() + ".XXXXXX";
        const int placeholder = ::mkostemp(name.data(), O_CLOEXEC);  // finds a name that is free
        if (placeholder < 0) {
            fail("cannot be created");
        }
        ::close(placeholder);
        ::unlink(name.c_str());
        if (::linkat(AT_FDCWD, self.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) != 0) {
            fail("cannot be created");
        }
        temporary_ = name;
    }
    if (::rename(temporary_.c_str(), path_.c_str()) != 0) {
        fail("cannot be written");
    }
    temporary_.clear();
}

void AtomicFile::fail(const char* doing) const {
    const bool folder = errno == EISDIR;
    throw Error(ErrorKind::failed,
                printable(path_) + ": " + doing + ": " + std::generic_category().message(errno),
                folder ? "it is a folder: name a file in it"
                       : "check that its folder exists, is writable and has room");
}

}  // namespace postern::base
