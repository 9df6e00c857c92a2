#include "cli/backup_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <string_view>

#include "base/text.hpp"

namespace postern::cli {

namespace {

template <typename Test>
bool any_suffix(const Test& test) {
    const auto suffixes = source::compression_suffixes();
    return std::any_of(suffixes.begin(), suffixes.end(), test);
}

std::size_t name_start(std::string_view path) {
    const std::size_t found = path.find_last_of("/!");
    return found == std::string_view::npos ? 0 : found + 1;
}

std::string folder_in(const std::string& path) {
    return path.substr(0, name_start(path));
}

std::string name_in(const std::string& path) {
    return path.substr(name_start(path));
}

}  // namespace

BackupParts::Folder& BackupParts::add(const std::string& path, const std::string& kind) {
    Folder& folder = folders_[folder_in(path)];
    folder.kind = kind;
    folder.source = path;
    return folder;
}

const BackupParts::Folder* BackupParts::folder_of(const std::string& path) const {
    const auto found = folders_.find(folder_in(path));
    return found != folders_.end() ? &found->second : nullptr;
}

const source::TablePart* BackupParts::find(const std::string& path) const {
    const Folder* folder = folder_of(path);
    return folder != nullptr ? folder->index.find(name_in(path)) : nullptr;
}

bool BackupParts::is_metadata(const std::string& path) const {
    const Folder* folder = folder_of(path);
    return folder != nullptr && !folder->metadata.empty() && folder->metadata == name_in(path);
}

void BackupParts::passed(const std::string& path) {
    passed_.insert(std::hash<std::string>()(path));
}

bool BackupParts::was_passed(const std::string& path) const {
    return any_suffix([&](std::string_view suffix) {
        return passed_.contains(std::hash<std::string>()(path + std::string(suffix)));
    });
}

bool BackupParts::has_passed_parts() const {
    for (const auto& [path, folder] : folders_) {
        for (const auto& [name, part] : folder.index.all()) {
            if (!part->table.empty() && was_passed(path + name)) {
                return true;
            }
        }
    }
    return false;
}

void BackupParts::begin_again() {
    met_.clear();
    passed_.clear();
}

std::vector<std::pair<std::string, Skip>> BackupParts::missing() const {
    std::vector<std::pair<std::string, Skip>> skips;
    for (const auto& [path, folder] : folders_) {
        for (const auto& [name, part] : folder.index.all()) {
            const std::string file = path + name;
            const bool met = any_suffix(
                [&](std::string_view suffix) { return met_.contains(file + std::string(suffix)); });
            const bool passed = was_passed(file);  // even if it came once more
            if (!folder.is_complete || (met && !passed) || part->table.empty()) {
                continue;
            }
            const char* why = passed ? "stand before its table of contents, where nobody knows what they "
                                       "are: unpack the archive, and name the folder"
                                     : "are not there";
            skips.emplace_back(folder.source, Skip{0, fmt::format("the rows of table {}, {}, {}",
                                                                  base::lower(part->table), name, why)});
        }
    }
    return skips;
}

}  // namespace postern::cli
