// A folder whose files are strings.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "source/backup_folder.hpp"
#include "support/memory_stream.hpp"

namespace postern::test {

class MemoryFolder : public source::FolderFiles {
public:
    explicit MemoryFolder(std::map<std::string, std::string> files) : files_(std::move(files)) {}

    std::vector<std::string> names() override {
        std::vector<std::string> all;
        for (const auto& [name, text] : files_) {
            all.push_back(name);
        }
        return all;
    }

    std::unique_ptr<base::ByteSource> open(const std::string& name) override {
        opened.push_back(name);
        if (files_.at(name) == "damaged") {
            throw base::DamagedInput("is damaged");
        }
        return std::make_unique<MemorySource>(files_.at(name), 100);
    }

    std::vector<std::string> opened;

private:
    std::map<std::string, std::string> files_;
};

inline source::WantedTable only(std::string name) {
    return [name = std::move(name)](std::string_view table) { return table == name; };
}

inline std::vector<std::string> reasons(const source::BackupFolder& folder) {
    std::vector<std::string> all;
    for (const source::FolderSkip& skip : folder.skips) {
        all.push_back(skip.file + ": " + skip.skip.reason);
    }
    return all;
}

}  // namespace postern::test
