// The names of a folder's files, to be looked up.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace postern::source {

class FolderNames {
public:
    explicit FolderNames(std::vector<std::string> names);

    bool has(std::string_view name) const;
    // The file of that name, or of that name with the suffix of a compression; nullopt when there is none.
    std::optional<std::string> find(std::string_view name) const;
    // Those that start with it, in the order of their names.
    std::span<const std::string> starting_with(std::string_view prefix) const;
    std::span<const std::string> all() const { return names_; }

private:
    std::vector<std::string> names_;  // sorted
};

}  // namespace postern::source
