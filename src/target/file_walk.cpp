#include "target/file_walk.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <system_error>
#include <utility>

#include "base/file_input.hpp"
#include "target/tidy_path.hpp"

namespace postern::target {

namespace {

namespace fs = std::filesystem;

// pg_dump's directory format, MySQL Shell, mydumper, mysqldump --tab. Whether it is one its files tell.
bool may_be_backup(const std::vector<std::string>& names) {
    const auto is_there = [&names](const std::string& name) {
        return std::binary_search(names.begin(), names.end(), name);
    };
    const auto is_index = [&is_there](const std::string& name) {
        const std::string stem = name.substr(0, name.find(".txt"));
        const bool has_schema = stem != name && (is_there(stem + ".sql") || is_there(stem + ".sql.gz"));
        return has_schema || name == "toc.dat" || name == "toc.dat.gz" || name == "@.json" ||
               name == "metadata" || name == "metadata.partial" ||
               name.find("-schema.sql") != std::string::npos;
    };
    return std::any_of(names.begin(), names.end(), is_index);
}

class Walker {
public:
    void add_target(const std::string& target) {
        std::error_code error;
        const fs::file_status status = fs::status(target, error);
        if (target == "-") {
            add_file(target, 0, true);
        } else if (status.type() == fs::file_type::not_found || status.type() == fs::file_type::none) {
            add_unreadable(target, error ? error.message() : "No such file or directory");
        } else if (fs::is_directory(status)) {
            walk(target);
        } else {
            const std::uintmax_t size = fs::is_regular_file(status) ? fs::file_size(target, error) : 0;
            add_file(target, error ? 0 : size, true);
        }
    }

    FileWalk take() { return std::move(walk_); }

private:
    void add_file(const std::string& path, std::uint64_t size, bool named) {
        const auto [known, is_new] = seen_.try_emplace(path, walk_.files.size());
        if (is_new) {
            walk_.files.push_back({path, size, named});
        }
        walk_.files[known->second].named = walk_.files[known->second].named || named;
    }

    void add_unreadable(const std::string& path, const std::string& reason) {
        walk_.unreadable.emplace_back(path, Skip{0, "cannot be opened: " + reason});
    }

    void walk(const std::string& directory) {
        std::error_code error;
        std::vector<std::string> paths;
        for (fs::directory_iterator entry(directory, error); !error && entry != fs::directory_iterator();
             entry.increment(error)) {
            paths.push_back(tidy_path(entry->path().string()));
        }
        if (error) {
            add_unreadable(directory, error.message());
        }
        std::sort(paths.begin(), paths.end());
        add_entries(directory, look_at(paths));
    }

    using Entry = std::pair<std::string, base::FileFacts>;

    std::vector<Entry> look_at(const std::vector<std::string>& paths) {
        std::vector<Entry> entries;
        for (const std::string& path : paths) {
            try {
                entries.emplace_back(path, base::link_facts(path));
            } catch (const base::DamagedInput& damage) {
                walk_.unreadable.emplace_back(path, Skip{0, damage.what()});
            }
        }
        return entries;
    }

    void add_entries(const std::string& directory, const std::vector<Entry>& entries) {
        FoundFile folder{directory, 0, false};
        for (const auto& [path, facts] : entries) {
            if (facts.type == base::FileType::regular) {
                folder.members.push_back(fs::path(path).filename().string());
                folder.size += facts.size;
            }
        }
        const bool whole = may_be_backup(folder.members);
        if (whole && seen_.try_emplace(directory, walk_.files.size()).second) {
            walk_.files.push_back(std::move(folder));
        }
        for (const auto& [path, facts] : entries) {
            if (!whole || facts.type != base::FileType::regular) {
                add_entry(path, facts);
            }
        }
    }

    void add_entry(const std::string& path, const base::FileFacts& facts) {
        switch (facts.type) {
            case base::FileType::regular:
                add_file(path, facts.size, false);
                break;
            case base::FileType::directory:
                walk(path);
                break;
            case base::FileType::symbolic_link:
                ++walk_.links;
                break;
            case base::FileType::fifo:
                walk_.unreadable.emplace_back(path,
                                              Skip{0, "a FIFO, which is read only when it is named itself"});
                break;
            case base::FileType::other:
                break;  // a socket or a device holds no backup
        }
    }

    FileWalk walk_;
    std::map<std::string, std::size_t> seen_;  // to the index in files
};

}  // namespace

FileWalk walk_files(const std::vector<std::string>& targets) {
    Walker walker;
    for (const std::string& target : targets) {
        walker.add_target(target);
    }
    return walker.take();
}

}  // namespace postern::target
