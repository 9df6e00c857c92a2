#include "source/mysqldump_tab_folder.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "source/index_text.hpp"
#include "source/mysql_table_definition.hpp"

namespace postern::source {

namespace {

// The server names files as it names its own: "@" stands before what is no letter or digit.
bool is_name_of(std::string_view stem, std::string_view table) {
    return base::equal_without_case(stem, table) || stem.find('@') != std::string_view::npos;
}

class Reader {
public:
    Reader(FolderFiles& files, const FolderNames& names, const WantedTable& wanted)
        : files_(files), names_(names), wanted_(wanted) {
        folder_.kind = "mysqldump-tab";
    }

    std::optional<BackupFolder> read() {
        for (const std::string& name : names_.all()) {
            read_pair(name);
        }
        if (folder_.parts.empty()) {
            return std::nullopt;
        }
        for (const std::string& name : names_.all()) {
            look_for_rows(name);
        }
        return std::move(folder_);
    }

private:
    // Of "t.sql" or "t.sql.gz"; empty of any other file.
    static std::string_view stem(std::string_view name) {
        const std::string_view plain = without_compression_suffix(name);
        return plain.ends_with(".sql") ? plain.substr(0, plain.size() - 4) : std::string_view();
    }

    std::optional<MysqlTableDefinition> definition(const std::string& name) {
        try {
            auto found = read_mysql_table_definition(read_index_text(files_, name));
            if (found && is_name_of(stem(name), found->table)) {
                return found;
            }
        } catch (const base::DamagedInput&) {  // whoever reads the file for itself tells of it
        }
        return std::nullopt;
    }

    void read_pair(const std::string& name) {
        const std::string_view table = stem(name);
        const auto rows = table.empty() ? std::nullopt : names_.find(std::string(table) += ".txt");
        const auto found = rows ? definition(name) : std::nullopt;
        if (!found) {
            return;
        }
        folder_.index_files.insert(name);
        const std::string part_name(without_compression_suffix(*rows));
        if (!wanted_(found->table)) {
            folder_.parts.add(part_name, unwanted_);
        } else if (found->hides_backslashes) {
            folder_.parts.add(part_name, unwanted_);
            folder_.skips.push_back(
                {*rows,
                 {0, fmt::format("the rows of table {} are in a character set where a character may hide "
                                 "a backslash; dump it as SQL, with --default-character-set=utf8mb4",
                                 found->table)}});
        } else {
            TablePart part = table_part(*found, "", TableForm::load_data);
            part.assumed_options = true;
            folder_.parts.add(part_name, std::move(part));
        }
    }

    void look_for_rows(const std::string& name) {
        const std::string_view table = stem(name);
        if (table.empty() || folder_.index_files.contains(name) ||
            names_.find(std::string(table) += ".txt")) {
            return;
        }
        if (const auto found = definition(name); found && wanted_(found->table)) {
            folder_.skips.push_back(
                {name, {0, fmt::format("the file with the rows of table {} is not there", found->table)}});
        }
    }

    FolderFiles& files_;
    const FolderNames& names_;
    const WantedTable& wanted_;
    BackupFolder folder_;
    std::shared_ptr<const TablePart> unwanted_ = nobodys_part(TableForm::load_data);
};

}  // namespace

std::optional<BackupFolder> read_mysqldump_tab_folder(FolderFiles& files, const FolderNames& names,
                                                      const WantedTable& wanted) {
    return Reader(files, names, wanted).read();
}

}  // namespace postern::source
