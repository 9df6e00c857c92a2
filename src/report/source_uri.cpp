#include "report/source_uri.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace postern::report {

namespace {

bool is_unreserved(char c) {
    constexpr std::string_view kOthers = "-._~/";
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           kOthers.find(c) != std::string_view::npos;
}

// A '!' may also be part of a name, so it counts only behind what archives are called.
std::size_t end_of_file(std::string_view path) {
    constexpr std::array<std::string_view, 12> kArchives = {".zip", ".jar", ".war", ".ear", ".tar",  ".tgz",
                                                            ".gz",  ".bz2", ".xz",  ".zst", ".tzst", ".lz4"};
    for (std::size_t at = path.find('!'); at != std::string_view::npos; at = path.find('!', at + 1)) {
        const std::string_view file = path.substr(0, at);
        if (std::any_of(kArchives.begin(), kArchives.end(),
                        [file](std::string_view end) { return file.ends_with(end); })) {
            return at;
        }
    }
    const std::size_t first = path.find('!');
    return first == 0 ? std::string_view::npos : first;
}

}  // namespace

std::string percent_encoded(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (is_unreserved(c)) {
            result += c;
        } else {
            result += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        }
    }
    return result;
}

std::string_view path_of_file(std::string_view path) {
    return path.substr(0, end_of_file(path));
}

SourceAddress source_address(const SourceFacts& source) {
    if (source.path == "-") {
        return {"standard-input", ""};
    }
    if (source.kind == "postgresql" || source.kind == "mysql") {
        return {source.kind + "://" + percent_encoded(source.path), ""};
    }
    const std::string_view path = source.path;
    const std::size_t end = end_of_file(path);
    const std::string file = percent_encoded(path.substr(0, end));
    return {path.starts_with('/') ? "file://" + file : file,
            end == std::string_view::npos ? "" : std::string(path.substr(end + 1))};
}

}  // namespace postern::report
