#include "cli/running_postfix_instances.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "base/text.hpp"
#include "format/postfix_lines.hpp"
#include "format/postfix_main_cf.hpp"
#include "source/postfix_settings.hpp"

namespace postern::cli {

namespace {

namespace fs = std::filesystem;

constexpr const char* kMain = "main.cf";

bool is_same(const std::string& a, const std::string& b) {
    std::error_code error;
    return fs::equivalent(a, b, error) && !error;
}

bool is_among(const std::string& path, const std::vector<target::FoundFile>& files) {
    return std::any_of(files.begin(), files.end(), [&path](const target::FoundFile& file) {
        return file.path != "-" && is_same(file.path, path);
    });
}

// Where this host has what the main.cf in that folder calls so.
std::string place_of(const std::string& instance, const fs::path& folder) {
    const fs::path named(instance);
    const bool own_host = folder.string().starts_with("/etc/");
    return (own_host ? named : folder.parent_path() / named.filename()) / kMain;
}

// The paths of their main.cf, there or not.
std::vector<std::string> named_by(const std::string& path) {
    std::error_code error;
    const fs::path file = fs::canonical(path, error);
    if (error || path == "-" || fs::path(path).filename() != kMain) {
        return {};
    }
    const std::string folder = file.parent_path().string();
    const auto text = source::PostfixFiles(source::PostfixPlace{folder, true}).text(file.string());
    std::vector<std::string> paths;
    for (const std::string& instance : instance_folders(text.value_or(""), folder)) {
        paths.push_back(place_of(instance, folder));
    }
    return paths;
}

}  // namespace

std::vector<std::string> instance_folders(std::string_view text, const std::string& folder) {
    const format::PostfixMainCf main = format::parse_main_cf(text);
    const std::string list = source::PostfixSettings(main, folder).value("multi_instance_directories");
    std::vector<std::string> folders;
    for (const std::string_view word : format::postfix_words(list)) {
        const std::string path = fs::path(word).lexically_normal().string();
        const bool known = std::find(folders.begin(), folders.end(), path) != folders.end();
        if (path.starts_with('/') && path != folder && !known) {
            folders.push_back(path.size() > 1 && path.ends_with('/') ? path.substr(0, path.size() - 1)
                                                                     : path);
        }
    }
    return folders;
}

std::optional<FileResult> add_named_instances(std::vector<target::FoundFile>& files) {
    std::optional<FileResult> missing;
    for (std::size_t i = 0; i < files.size(); ++i) {
        const std::string by = files[i].path;
        for (const std::string& path : named_by(by)) {
            std::error_code error;
            const std::uint64_t size = fs::file_size(path, error);
            if (!error && !is_among(path, files)) {
                files.push_back({path, size, true});
            } else if (error) {
                auto skip = instance_not_read(
                    path, "an instance that multi_instance_directories of " + by + " names, but not here");
                missing = missing ? std::move(missing) : std::optional<FileResult>(FileResult());
                missing->sources.push_back(std::move(skip.sources.front()));
            }
        }
    }
    return missing;
}

FileResult instance_not_read(const std::string& name, const std::string& reason) {
    FileResult result;
    result.sources.push_back({base::printable(name),
                              std::string(target::kind_name(target::ContentKind::postfix_main_cf)),
                              0,
                              {{0, base::printable(reason)}}});
    return result;
}

}  // namespace postern::cli
