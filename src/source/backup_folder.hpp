// Backups that are a folder: which files are theirs, and what each of them holds.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/byte_stream.hpp"
#include "postern/skip.hpp"
#include "source/table_part.hpp"

namespace postern::source {

// The files of one folder, wherever it lies; those of folders within it do not count.
class FolderFiles {
public:
    virtual ~FolderFiles() = default;

    // As they are called there, the suffix of a compression included; in any order.
    virtual std::vector<std::string> names() = 0;

    // The text of one of them, unpacked. Throws DamagedInput, as its read() does.
    virtual std::unique_ptr<base::ByteSource> open(const std::string& name) = 0;
};

// Something that is amiss with a file, or that it is not there.
struct FolderSkip {
    std::string file;
    Skip skip;
};

struct BackupFolder {
    std::string kind;  // "mysqldump-tab", "mydumper", "mysqlsh-dump"

    // Every file with rows. Those that nobody wants, or that cannot be read, share nobodys_part().
    PartIndex parts;

    // Files that say what the others hold. They hold no rows, and need not be looked at again.
    std::set<std::string, std::less<>> index_files;

    // mydumper's index, which MydumperMetadataSource rewrites together with the parts; empty when there is
    // none. It is in index_files too.
    std::string metadata_file;

    std::vector<FolderSkip> skips;

    // Why no file of it can be rewritten, as one clause, and what to do instead; empty when they can.
    std::string not_rewritable;
    std::string remedy;
};

using WantedTable = std::function<bool(std::string_view table)>;

// Looks at names, and opens only those files that tell what the others hold: small ones, of which it never
// holds more than 8 MiB. nullopt: none of the backups above. What stands in a folder beside a backup's files
// is in none of its lists.
std::optional<BackupFolder> read_backup_folder(FolderFiles& files, const WantedTable& wanted);

}  // namespace postern::source
