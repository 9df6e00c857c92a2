#include "source/backup_folder.hpp"

#include "source/folder_names.hpp"
#include "source/mydumper_folder.hpp"
#include "source/mysql_shell_folder.hpp"
#include "source/mysqldump_tab_folder.hpp"

namespace postern::source {

std::optional<BackupFolder> read_backup_folder(FolderFiles& files, const WantedTable& wanted) {
    const FolderNames names(files.names());
    for (const auto read : {read_mysql_shell_folder, read_mydumper_folder, read_mysqldump_tab_folder}) {
        if (auto folder = read(files, names, wanted)) {
            return folder;
        }
    }
    return std::nullopt;
}

}  // namespace postern::source
