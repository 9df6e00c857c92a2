// A configuration on the disk.
#pragma once

#include <span>
#include <string>

#include "postfix/config_file.hpp"

namespace postern::postfix {

enum class FolderState { made, replaced, unchanged };

// Writes the files to a folder that appears whole or not at all, mode 0700, every byte synced. A folder that
// an earlier call wrote (its file .postern says what) is exchanged in one step; where nothing
// differs it is left as it is. Throws Error when another folder with files in it is in the way, when
// somebody changed a file in it since, or when the disk says no; then the old folder is untouched.
FolderState write_folder(const std::string& path, std::span<const ConfigFile> files);

}  // namespace postern::postfix
