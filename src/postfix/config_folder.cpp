#include "postfix/config_folder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <system_error>

#include "base/digest.hpp"
#include "base/file_input.hpp"
#include "base/text.hpp"
#include "postern/error.hpp"

namespace postern::postfix {

namespace {

namespace fs = std::filesystem;

// Names the folders that were written here, and says what was written: a digest and a name a line.
constexpr const char* kMark = ".postern";

[[noreturn]] void fail(const fs::path& path, const std::string& what, int error) {
    throw Error(ErrorKind::failed,
                base::printable(path.string()) + ": " + what + ": " + std::generic_category().message(error),
                "check that the folder above it exists, is writable and has room");
}

void sync_path(const fs::path& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0 || ::fsync(descriptor) != 0) {
        fail(path, "cannot be synced", errno);
    }
    ::close(descriptor);
}

void write_all(const fs::path& path, int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
        if (count < 0 && errno != EINTR) {
            fail(path, "cannot be written", errno);
        }
        bytes.remove_prefix(count > 0 ? static_cast<std::size_t>(count) : 0);
    }
}

// Never readable by others, not even for a moment.
void write_file(const fs::path& path, unsigned mode, std::string_view bytes) {
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        fail(path, "cannot be created", errno);
    }
    write_all(path, descriptor, bytes);
    if (::fchmod(descriptor, mode) != 0 || ::fsync(descriptor) != 0 || ::close(descriptor) != 0) {
        fail(path, "cannot be written", errno);
    }
}

// A folder of its own beside the path, gone with its owner unless it was moved away. It is locked as
// long as its owner lives, so that one that was killed is told from one at work.
class Draft {
public:
    explicit Draft(const fs::path& beside) {
        const std::string prefix = "." + beside.filename().string() + ".draft-";
        remove_left_behind(beside.parent_path(), prefix);
        std::string name = (beside.parent_path() / (prefix + "XXXXXX")).string();
        if (::mkdtemp(name.data()) == nullptr) {
            fail(beside, "cannot be created", errno);
        }
        path = name;
        lock_ = ::open(name.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (::chmod(name.c_str(), 0700) != 0 || lock_ < 0 || ::flock(lock_, LOCK_EX) != 0) {
            fail(beside, "cannot be created", errno);
        }
    }
    ~Draft() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
        ::close(lock_);
    }
    Draft(const Draft&) = delete;
    Draft& operator=(const Draft&) = delete;

    fs::path path;

private:
    // It may hold passwords.
    static void remove_left_behind(const fs::path& folder, const std::string& prefix) {
        std::error_code error;
        for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
             entry.increment(error)) {
            const fs::path found = entry->path();
            if (!found.filename().string().starts_with(prefix)) {
                continue;
            }
            const int lock = ::open(found.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
            std::error_code ignored;
            if (lock >= 0 && ::flock(lock, LOCK_EX | LOCK_NB) == 0) {
                fs::remove_all(found, ignored);
            }
            if (lock >= 0) {
                ::close(lock);
            }
        }
    }

    int lock_ = -1;
};

void fill(const fs::path& folder, std::span<const ConfigFile> files) {
    for (const ConfigFile& file : files) {
        const fs::path path = folder / file.name;
        if (path.parent_path() != folder && ::mkdir(path.parent_path().c_str(), 0700) != 0 &&
            errno != EEXIST) {
            fail(path.parent_path(), "cannot be created", errno);
        }
        write_file(path, file.mode, file.text.reveal());
        sync_path(path.parent_path());
    }
    std::string written;
    for (const ConfigFile& file : files) {
        written += base::sha256_hex(file.text.reveal()) + ' ' + file.name + '\n';
    }
    write_file(folder / kMark, kSecretMode, written);
    sync_path(folder);
}

std::string text_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
}

// Of a file that may hold a password: read into one place, which is wiped.
std::string digest_of(const fs::path& path) {
    base::FileInput input(path.string());
    std::string text(input.facts().size, '\0');
    for (std::size_t filled = 0, count = 1; filled < text.size() && count > 0; filled += count) {
        count = input.read(std::span(text).subspan(filled));
    }
    std::string digest = base::sha256_hex(text);
    std::fill(text.begin(), text.end(), '\0');
    return digest;
}

bool is_same(const fs::path& path, const ConfigFile& file) {
    struct stat status {};
    if (::lstat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode) ||
        (status.st_mode & 07777U) != file.mode) {
        return false;
    }
    return digest_of(path) == base::sha256_hex(file.text.reveal());
}

std::size_t count_files(const fs::path& folder) {
    const auto is_file = [](const fs::directory_entry& entry) { return !entry.is_directory(); };
    return static_cast<std::size_t>(
        std::count_if(fs::recursive_directory_iterator(folder), fs::recursive_directory_iterator(), is_file));
}

bool holds_exactly(const fs::path& folder, std::span<const ConfigFile> files) {
    return count_files(folder) == files.size() + 1 &&
           std::all_of(files.begin(), files.end(),
                       [&](const ConfigFile& file) { return is_same(folder / file.name, file); });
}

void refuse_foreign(const fs::path& path) {
    throw Error(
        ErrorKind::failed,
        base::printable(path.string()) + ": is there already, and was not written by postern",
        "give a folder that does not exist yet; install.sh then puts the files where Postfix reads them");
}

// Digest of each file that was written, by its name.
std::map<std::string, std::string> written_files(const fs::path& folder) {
    std::map<std::string, std::string> digests;
    std::istringstream lines(text_of(folder / kMark));
    for (std::string digest, name; lines >> digest >> name;) {
        digests[name] = digest;
    }
    return digests;
}

// A password that somebody filled in must not be written over, nor a file go that is not ours.
void refuse_changed(const fs::path& folder) {
    const auto written = written_files(folder);
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
        const std::string name = entry.path().lexically_relative(folder).string();
        if (entry.is_directory() || name == kMark) {
            continue;
        }
        const auto known = written.find(name);
        if (known == written.end() || entry.is_symlink() || digest_of(entry.path()) != known->second) {
            throw Error(ErrorKind::failed,
                        base::printable(entry.path().string()) + ": was changed by hand, and would be lost",
                        "move the folder away, or give another one");
        }
    }
}

// The old folder takes the draft's name, and goes with it.
void put_in_place(const fs::path& draft, const fs::path& folder, bool exists) {
    const int failed = exists
                           ? ::renameat2(AT_FDCWD, draft.c_str(), AT_FDCWD, folder.c_str(), RENAME_EXCHANGE)
                           : ::rename(draft.c_str(), folder.c_str());
    if (failed != 0 && exists && (errno == EINVAL || errno == ENOSYS)) {
        throw Error(
            ErrorKind::failed,
            base::printable(folder.string()) + ": its file system cannot exchange two folders in one step",
            "move the folder away first");
    }
    if (failed != 0) {
        fail(folder, "cannot be put in its place", errno);
    }
}

fs::path absolute(const std::string& path) {
    fs::path full = fs::absolute(path).lexically_normal();
    if (full.filename().empty()) {
        full = full.parent_path();
    }
    std::error_code error;
    const fs::path followed = fs::canonical(full, error);
    return error ? full : followed;
}

}  // namespace

void check_place(const std::string& path) {
    const fs::path folder = absolute(path);
    const fs::path above = folder.parent_path() / "";  // with a slash at its end, that no file may have
    std::error_code error;
    if (!fs::exists(fs::symlink_status(folder, error)) &&
        ::faccessat(AT_FDCWD, above.c_str(), W_OK | X_OK, AT_EACCESS) != 0) {
        fail(folder, "cannot be created", errno);
    }
}

FolderState look_at_folder(const std::string& path, std::span<const ConfigFile> files) {
    const fs::path folder = absolute(path);
    std::error_code error;
    const fs::file_status status = fs::symlink_status(folder, error);
    const bool exists = fs::exists(status);
    if (exists &&
        (!fs::is_directory(status) || (!fs::is_empty(folder, error) && !fs::exists(folder / kMark, error)))) {
        refuse_foreign(folder);
    }
    if (error && exists) {
        fail(folder, "cannot be read", error.value());
    }
    if (!exists || !fs::exists(folder / kMark, error)) {
        return FolderState::made;  // an empty one gives way
    }
    if (holds_exactly(folder, files)) {
        return FolderState::unchanged;
    }
    refuse_changed(folder);
    return FolderState::replaced;
}

// Others may lie beside it, and a password that was filled in does no harm.
bool is_written_folder(const std::string& path) {
    const fs::path folder = absolute(path);
    const auto written = written_files(folder);
    std::error_code error;
    return !written.empty() && std::all_of(written.begin(), written.end(), [&](const auto& file) {
        return fs::is_regular_file(folder / file.first, error) &&
               fs::file_size(folder / file.first, error) > 0;
    });
}

FolderState write_folder(const std::string& path, std::span<const ConfigFile> files) {
    const FolderState state = look_at_folder(path, files);
    if (state != FolderState::unchanged) {
        const fs::path folder = absolute(path);
        const Draft draft(folder);
        fill(draft.path, files);
        put_in_place(draft.path, folder, state == FolderState::replaced);
    }
    sync_path(absolute(path).parent_path());  // a run that was killed may not have come to it
    return state;
}

}  // namespace postern::postfix
