#include "base/private_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>
#include <vector>

#include "base/descriptor.hpp"
#include "base/text.hpp"
#include "postern/error.hpp"

namespace postern::base {

namespace {

[[noreturn]] void fail(const std::string& path, const std::string& what, int error) {
    throw Error(ErrorKind::failed,
                printable(path) + ": " + what + ": " + std::generic_category().message(error),
                error == EEXIST ? "it is never overwritten: name another file"
                                : "check that its folder exists, is writable and has room");
}

[[noreturn]] void refuse(const std::string& path, const std::string& what, const std::string& hint) {
    throw Error(ErrorKind::failed, printable(path) + ": " + what, hint);
}

[[noreturn]] void fail_to_read(const std::string& path, int error) {
    refuse(path, "cannot be read: " + std::generic_category().message(error), "check its name and its owner");
}

std::string folder_of(const std::string& path) {
    const std::string folder = std::filesystem::path(path).parent_path().string();
    return folder.empty() ? "." : folder;
}

void sync_folder(const std::string& path) {
    const Descriptor folder(::open(folder_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.number() < 0 || ::fsync(folder.number()) != 0) {
        fail(path, "its folder cannot be synced", errno);
    }
}

constexpr std::string_view kDraft = ".postern.";

// Drafts of runs that were killed; one at work holds a lock.
void remove_left_behind(const std::string& folder) {
    std::error_code error;
    for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        if (!name.starts_with(kDraft) || name.size() != kDraft.size() + 6) {
            continue;
        }
        const Descriptor draft(::open(entry->path().c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
        struct stat status {};
        if (draft.number() >= 0 && ::fstat(draft.number(), &status) == 0 && S_ISREG(status.st_mode) &&
            status.st_uid == ::geteuid() && ::flock(draft.number(), LOCK_EX | LOCK_NB) == 0) {
            ::unlink(entry->path().c_str());
        }
    }
}

// Has no name until it is whole, so that a run that is killed leaves nothing behind; where the file system
// cannot do that, a name that it takes away itself unless it was moved.
class Draft {
public:
    explicit Draft(const std::string& path)
        : path_(path), name_(folder_of(path) + '/' + std::string(kDraft) + "XXXXXX"), file_(open_file()) {
        if (file_.number() < 0) {
            fail(path_, "cannot be created", errno);
        }
        // A file system without locks keeps what a killed run left, and no more than that.
        if (::flock(file_.number(), LOCK_EX) == 0) {
            remove_left_behind(folder_of(path));
        }
    }
    ~Draft() {
        if (named_) {
            ::unlink(name_.c_str());
        }
    }
    Draft(const Draft&) = delete;
    Draft& operator=(const Draft&) = delete;

    // Fails with EEXIST where a rename would replace what is there.
    int link_to(const std::string& name) const {
        return named_ ? ::link(name_.c_str(), name.c_str())
                      : ::linkat(AT_FDCWD, ("/proc/self/fd/" + std::to_string(file_.number())).c_str(),
                                 AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW);
    }

    int rename_to(const std::string& name) {
        if (!named_) {
            take_free_name();
        }
        return named_ ? ::rename(name_.c_str(), name.c_str()) : -1;
    }

    void give_to(uid_t user, gid_t group) const {
        if (::fchown(file_.number(), user, group) != 0) {
            fail(path_, "cannot be left to its owner", errno);
        }
    }

    void write(std::string_view text) const {
        while (!text.empty()) {
            const ssize_t count = ::write(file_.number(), text.data(), text.size());
            if (count < 0 && errno != EINTR) {
                fail(path_, "cannot be written", errno);
            }
            text.remove_prefix(count > 0 ? static_cast<std::size_t>(count) : 0);
        }
        if (::fsync(file_.number()) != 0) {
            fail(path_, "cannot be synced", errno);
        }
    }

private:
    int open_file() {
        const int unnamed = ::open(folder_of(path_).c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
        if (unnamed >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != ENOENT)) {
            return unnamed;
        }
        const int file = ::mkostemp(name_.data(), O_CLOEXEC);  // mode 0600
        named_ = file >= 0;
        return file;
    }

    // mkostemp() finds one that nobody has; the file there is ours.
    void take_free_name() {
        const Descriptor free(::mkostemp(name_.data(), O_CLOEXEC));
        if (free.number() < 0 || (::unlink(name_.c_str()) != 0 && errno != ENOENT)) {
            return;
        }
        named_ = link_to(name_) == 0;
    }

    const std::string path_;
    std::string name_;
    bool named_ = false;
    Descriptor file_;
};

// Wipes what passed through it.
class Buffer {
public:
    ~Buffer() {
        volatile char* byte = bytes_.data();
        for (std::size_t i = 0; i < bytes_.size(); ++i) {
            byte[i] = 0;
        }
    }
    // Empty at the end.
    std::string_view read(const std::string& path, int descriptor) {
        ssize_t count = 0;
        do {
            count = ::read(descriptor, bytes_.data(), bytes_.size());
        } while (count < 0 && errno == EINTR);
        if (count < 0) {
            fail_to_read(path, errno);
        }
        return {bytes_.data(), static_cast<std::size_t>(count)};
    }

private:
    std::vector<char> bytes_ = std::vector<char>(65536);
};

void require_private(const std::string& path, const struct stat& status) {
    if (!S_ISREG(status.st_mode)) {
        refuse(path, "is no file", "name a file");
    }
    if ((status.st_mode & 0077U) != 0) {
        refuse(path, "others than its owner may read or write it", "chmod 600 " + printable(path));
    }
}

}  // namespace

void create_private_file(const std::string& path, std::string_view text) {
    const Draft draft(path);
    draft.write(text);
    if (draft.link_to(path) != 0) {
        fail(path, "cannot be created", errno);
    }
    sync_folder(path);
}

void replace_private_file(const std::string& path, std::string_view text) {
    std::error_code none;
    const auto followed = std::filesystem::canonical(path, none);
    const std::string target = none ? path : followed.string();
    Draft draft(target);
    struct stat status {};
    if (::stat(target.c_str(), &status) == 0 && status.st_uid != ::geteuid()) {
        draft.give_to(status.st_uid, status.st_gid);
    }
    draft.write(text);
    if (draft.rename_to(target) != 0) {
        fail(path, "cannot be written", errno);
    }
    sync_folder(target);
}

Secret read_private_file(const std::string& path) {
    // Without O_NONBLOCK a pipe would keep us waiting for somebody to write to it.
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat status {};
    if (file.number() < 0 || ::fstat(file.number(), &status) != 0) {
        fail_to_read(path, errno);
    }
    require_private(path, status);
    std::vector<Secret> pieces;
    Buffer buffer;
    for (auto bytes = buffer.read(path, file.number()); !bytes.empty();
         bytes = buffer.read(path, file.number())) {
        pieces.emplace_back(bytes);
    }
    std::vector<std::string_view> views;
    for (const Secret& piece : pieces) {
        views.push_back(piece.reveal());
    }
    return Secret::joined(views);
}

}  // namespace postern::base
