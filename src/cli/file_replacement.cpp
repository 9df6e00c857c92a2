#include "cli/file_replacement.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <array>
#include <filesystem>
#include <optional>

#include "base/atomic_file.hpp"
#include "base/file_wipe.hpp"
#include "base/text.hpp"

namespace postern::cli {

namespace {

// Puts the folder's time back.
class FolderTime {
public:
    explicit FolderTime(const std::string& file)
        : folder_(std::filesystem::path(file).parent_path().string()) {
        folder_ = folder_.empty() ? "." : folder_;
        struct stat status {};
        if (::stat(folder_.c_str(), &status) == 0) {
            times_ = {status.st_atim, status.st_mtim};
        }
    }
    ~FolderTime() {
        if (times_) {
            ::utimensat(AT_FDCWD, folder_.c_str(), times_->data(), 0);
        }
    }
    FolderTime(const FolderTime&) = delete;
    FolderTime& operator=(const FolderTime&) = delete;

private:
    std::string folder_;
    std::optional<std::array<timespec, 2>> times_;
};

}  // namespace

Replacement replace_file(const PlannedFile& planned, const ScanContext& context, bool wipe,
                         const FileWriting& how) {
    const std::string& path = planned.file.path;
    struct stat status {};
    const bool linked = ::stat(path.c_str(), &status) == 0 && status.st_nlink > 1;
    std::optional<base::FileWipe> old;
    if (wipe) {
        old.emplace(path);
    }
    const FolderTime time(path);
    const auto open = [&path] {
        auto output = std::make_unique<base::AtomicFile>(path);
        output->keep_owner_and_time();
        return output;
    };
    WrittenFile written = write_file_anew(planned, context, open, how);
    Replacement replacement{std::move(written.result), {}};
    written.file->commit();
    if (old) {
        old->wipe();
    }
    if (linked) {
        replacement.other_names =
            fmt::format("{}: the old file has further names (hard links), and lives on under them",
                        base::printable(path));
    }
    return replacement;
}

}  // namespace postern::cli
