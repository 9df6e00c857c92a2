#include "source/postfix_files.hpp"

#include <sys/stat.h>

#include <filesystem>

#include "source/neighbour_file.hpp"

namespace postern::source {

namespace {

bool exists(const std::string& path) {
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0;
}

}  // namespace

std::optional<std::string> PostfixFiles::locate(const std::string& name) const {
    if (!place_ || !name.starts_with('/')) {
        return std::nullopt;
    }
    if (place_->own_host || name.starts_with(place_->folder + "/")) {
        return name;
    }
    const std::string beside = place_->folder + "/" + std::filesystem::path(name).filename().string();
    return exists(beside) ? std::optional(beside) : std::nullopt;
}

std::optional<std::string> PostfixFiles::text(const std::string& name) const {
    const auto path = locate(name);
    return path ? read_neighbour(*path) : std::nullopt;
}

}  // namespace postern::source
