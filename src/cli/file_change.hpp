// What is to be changed in backups and other files.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "audit/account_editor.hpp"
#include "base/file_state.hpp"
#include "cli/change_postfix.hpp"
#include "cli/file_scanner.hpp"

namespace postern::cli {

struct PlannedFile {
    PlannedFile() = default;
    PlannedFile(target::FoundFile named, FileResult result)
        : file(std::move(named)), found(std::move(result)) {}

    target::FoundFile file;
    FileResult found;
    std::optional<base::FileState> state = std::nullopt;  // before it was read; nullopt: it is no file
    std::map<std::string, std::optional<base::FileState>> member_states = {};  // of a folder, by name
    const BackupParts* parts = nullptr;  // of the folder that the file is a member of
    bool is_read = true;                 // false: a stream, which can be read once only, when it is written

    bool changes() const { return !found.touched.empty(); }
    // Where it could not be read, as "path: reason"; nullopt when it was read to its end.
    std::optional<std::string> unread() const;
};

// The file itself, or the members of a folder: all of them, or those alone in which something changes. First
// what speaks of the others: when a run is cut short it must not be what is left.
enum class Members { all, changed };
std::vector<PlannedFile> files_of(const PlannedFile& planned, Members members);

struct FileChangePlan {
    audit::Purpose purpose = audit::Purpose::relay;
    std::vector<PlannedFile> files;
    std::vector<std::pair<std::string, Skip>> unreadable;  // targets that could not be opened
    std::optional<ChangePostfix> postfix;                  // nullopt: none is needed, or none was asked for
    std::vector<std::string> unmoved = {};  // accounts that a migrate cannot lead to the relay; sentences

    bool changes_anything() const;
    bool complete() const;
};

// Records with changes, and their fields.
struct ChangeCount {
    std::size_t records = 0;
    std::size_t fields = 0;
};

ChangeCount count_changes(const FileResult& result);

}  // namespace postern::cli
