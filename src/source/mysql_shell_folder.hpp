// Folders written by MySQL Shell's util.dumpInstance(), dumpSchemas() and dumpTables().
#pragma once

#include <optional>

#include "source/backup_folder.hpp"
#include "source/folder_names.hpp"

namespace postern::source {

// nullopt: there is no "@.json". Rows can be read but not rewritten: each file of rows has its length in an
// .idx beside it, and "@.done.json" has their sums.
std::optional<BackupFolder> read_mysql_shell_folder(FolderFiles& files, const FolderNames& names,
                                                    const WantedTable& wanted);

}  // namespace postern::source
