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

// Whether it still holds every file that an earlier call wrote.
bool is_written_folder(const std::string& path);
// Throws Error when a new folder could not be made there: the one above it is missing, or closed.
void check_place(const std::string& path);

// What write_folder() would do, and throws what it would of a folder in the way.
FolderState look_at_folder(const std::string& path, std::span<const ConfigFile> files);

}  // namespace postern::postfix
