// Folders written by mysqldump --tab: t.sql with the definition, t.txt with the rows.
#pragma once

#include <optional>

#include "source/backup_folder.hpp"
#include "source/folder_names.hpp"

namespace postern::source {

// nullopt: no file of rows has a definition beside it. The FIELDS and LINES options are told nowhere, so the
// parts have `assumed_options`.
std::optional<BackupFolder> read_mysqldump_tab_folder(FolderFiles& files, const FolderNames& names,
                                                      const WantedTable& wanted);

}  // namespace postern::source
