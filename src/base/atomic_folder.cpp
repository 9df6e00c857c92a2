#include "base/atomic_folder.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "base/descriptor.hpp"
#include "base/text.hpp"
#include "postern/error.hpp"

namespace postern::base {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const std::string& path, const std::string& what, const char* hint) {
    throw Error(ErrorKind::failed, printable(path) + ": " + what, hint);
}

void sync_folder(const std::string& path) {
    const Descriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.number() >= 0) {
        ::fsync(folder.number());
    }
}

std::string without_slash(std::string path) {
    while (path.size() > 1 && path.ends_with('/')) {
        path.pop_back();
    }
    return path;
}

}  // namespace

AtomicFolder::AtomicFolder(const std::string& path) : path_(without_slash(path)) {
    std::error_code error;
    if (fs::exists(fs::symlink_status(path_, error))) {
        fail(path_, "is there already", "name a new folder");
    }
    const fs::path whole(path_);
    const std::string beside = whole.has_parent_path() ? whole.parent_path().string() : ".";
    temporary_ = beside + "/." + whole.filename().string() + ".XXXXXX";
    if (::mkdtemp(temporary_.data()) == nullptr) {
        temporary_.clear();
        fail(path_, "cannot be made: " + std::generic_category().message(errno),
             "check that the folder that it goes into exists, is writable and has room");
    }
}

AtomicFolder::~AtomicFolder() {
    if (!temporary_.empty()) {
        std::error_code error;
        fs::remove_all(temporary_, error);
    }
}

void AtomicFolder::commit(unsigned mode) {
    ::chmod(temporary_.c_str(), mode);
    sync_folder(temporary_);
    if (::renameat2(AT_FDCWD, temporary_.c_str(), AT_FDCWD, path_.c_str(), RENAME_NOREPLACE) != 0 &&
        (errno == EEXIST || ::rename(temporary_.c_str(), path_.c_str()) != 0)) {
        fail(path_, "cannot be given its name: " + std::generic_category().message(errno),
             "name a new folder");
    }
    temporary_.clear();
    const fs::path whole(path_);
    sync_folder(whole.has_parent_path() ? whole.parent_path().string() : ".");
}

}  // namespace postern::base
