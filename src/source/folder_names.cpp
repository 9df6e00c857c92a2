#include "source/folder_names.hpp"

#include <algorithm>
#include <utility>

#include "source/table_part.hpp"

namespace postern::source {

FolderNames::FolderNames(std::vector<std::string> names) : names_(std::move(names)) {
    std::sort(names_.begin(), names_.end());
}

bool FolderNames::has(std::string_view name) const {
    return std::binary_search(names_.begin(), names_.end(), name);
}

std::optional<std::string> FolderNames::find(std::string_view name) const {
    for (const std::string_view suffix : compression_suffixes()) {
        std::string full = std::string(name) += suffix;
        if (has(full)) {
            return full;
        }
    }
    return std::nullopt;
}

std::span<const std::string> FolderNames::starting_with(std::string_view prefix) const {
    const auto begin = std::lower_bound(names_.begin(), names_.end(), prefix);
    const auto end = std::find_if_not(begin, names_.end(),
                                      [prefix](const std::string& name) { return name.starts_with(prefix); });
    return {begin, end};
}

}  // namespace postern::source
