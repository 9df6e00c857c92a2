#include "source/postfix_files.hpp"

#include <sys/stat.h>

#include <array>
#include <filesystem>

#include "base/byte_stream.hpp"
#include "base/file_input.hpp"

namespace postern::source {

namespace {

constexpr std::size_t kLongest = 1024 * 1024;

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
    if (!path) {
        return std::nullopt;
    }
    try {
        base::FileInput input(*path);
        if (input.facts().type != base::FileType::regular) {
            return std::nullopt;
        }
        std::string text;
        std::array<char, 16384> buffer{};
        while (const std::size_t count = input.read(buffer)) {
            text.append(buffer.data(), count);
            if (text.size() > kLongest) {
                return std::nullopt;
            }
        }
        return text;
    } catch (const base::DamagedInput&) {
        return std::nullopt;
    }
}

}  // namespace postern::source
