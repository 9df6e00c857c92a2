#include "target/file_walk.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <system_error>
#include <utility>

#include "base/file_input.hpp"

namespace postern::target {

namespace {

namespace fs = std::filesystem;

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
            paths.push_back(entry->path().string());
        }
        if (error) {
            add_unreadable(directory, error.message());
        }
        std::sort(paths.begin(), paths.end());
        for (const std::string& path : paths) {
            add_entry(path);
        }
    }

    void add_entry(const std::string& path) {
        base::FileFacts facts;
        try {
            facts = base::link_facts(path);
        } catch (const base::DamagedInput& damage) {
            walk_.unreadable.emplace_back(path, Skip{0, damage.what()});
            return;
        }
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
