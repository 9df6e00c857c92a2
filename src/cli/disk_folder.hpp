// The files of a folder on disk, for whoever makes out what backup they are.
#pragma once

#include <string>
#include <vector>

#include "source/backup_folder.hpp"
#include "target/file_walk.hpp"

namespace postern::cli {

// Unpacks what is compressed once. The folder must outlive it.
class DiskFolder : public source::FolderFiles {
public:
    explicit DiskFolder(const target::FoundFile& folder) : folder_(folder) {}

    std::vector<std::string> names() override { return folder_.members; }
    std::unique_ptr<base::ByteSource> open(const std::string& name) override;

private:
    const target::FoundFile& folder_;
};

}  // namespace postern::cli
