// Folders written by mydumper.
#pragma once

#include <optional>

#include "source/backup_folder.hpp"
#include "source/folder_names.hpp"

namespace postern::source {

// nullopt: it is not one. db.table-schema.sql defines a table; its rows stand in db.table.sql, or in chunks
// db.table.00000.sql, db.table.00000.00001.sql, as INSERT statements; or as lines in such files called .dat,
// each with a LOAD DATA statement in the .sql beside it.
std::optional<BackupFolder> read_mydumper_folder(FolderFiles& files, const FolderNames& names,
                                                 const WantedTable& wanted);

}  // namespace postern::source
