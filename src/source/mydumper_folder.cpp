#include "source/mydumper_folder.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "source/index_text.hpp"
#include "source/load_data_statement.hpp"
#include "source/mydumper_metadata.hpp"
#include "source/mysql_table_definition.hpp"

namespace postern::source {

namespace {

constexpr std::string_view kSchema = "-schema.sql";
constexpr std::string_view kChecksum = "-checksum";

// What stands behind "db.table" in the name of a file of rows: numbers of chunks, then "sql" or "dat".
bool is_chunk(std::string_view behind, std::string_view extension) {
    if (!behind.ends_with(extension)) {
        return false;
    }
    behind.remove_suffix(extension.size());
    return (behind.empty() || behind[0] == '.') && !behind.ends_with('.') &&
           behind.find_first_not_of("0123456789.") == std::string_view::npos;
}

class Reader {
public:
    Reader(FolderFiles& files, const FolderNames& names, const WantedTable& wanted)
        : files_(files), names_(names), wanted_(wanted) {
        folder_.kind = "mydumper";
    }

    std::optional<BackupFolder> read() {
        if (!read_metadata()) {
            return std::nullopt;
        }
        for (const std::string& name : names_.all()) {
            if (without_compression_suffix(name).ends_with(kSchema)) {
                read_table(name);
            } else if (without_compression_suffix(name).ends_with(kChecksum)) {
                folder_.not_rewritable =
                    "it keeps checksums of rows in files of their own, which would be wrong";
                folder_.remedy = "move the files whose names end in -checksum elsewhere";
            }
        }
        for (const auto& [file, rows] : expected_rows_) {
            skip(folder_.metadata_file, fmt::format("the file with {} rows of {} is not there", rows, file));
        }
        return std::move(folder_);
    }

private:
    void skip(const std::string& file, std::string reason) {
        folder_.skips.push_back({file, {0, std::move(reason)}});
    }

    bool is_metadata(const std::string& name) {
        try {
            return is_mydumper_metadata(read_index_head(files_, name, 64));
        } catch (const base::DamagedInput&) {  // whoever reads the file for itself tells of it
            return false;
        }
    }

    bool read_metadata() {
        for (const char* name : {"metadata", "metadata.partial"}) {
            if (names_.has(name) && is_metadata(name)) {
                folder_.metadata_file = name;
                folder_.index_files.insert(name);
                try {
                    read_sections(name);
                } catch (const base::DamagedInput& damage) {
                    skip(name, damage.what());
                }
                if (name != std::string_view("metadata")) {
                    skip(name, "mydumper did not finish: tables or rows may be missing");
                }
                return true;
            }
        }
        return false;
    }

    // Notes which wanted tables have rows.
    void read_sections(const std::string& name) {
        const auto bytes = files_.open(name);
        base::ByteWindow window(*bytes);
        std::string_view section = see_mydumper_section(window);
        while (!section.empty()) {
            const auto table = read_mydumper_section(section);
            if (table && table->rows.value_or(0) > 0 && wanted_(table->table)) {
                expected_rows_[table->file] = *table->rows;
            }
            window.consume(section.size());
            section = see_mydumper_section(window);
        }
    }

    void read_table(const std::string& name) {
        const std::string_view plain = without_compression_suffix(name);
        const std::string_view prefix = plain.substr(0, plain.size() - kSchema.size());
        std::optional<MysqlTableDefinition> definition;
        try {
            definition = read_mysql_table_definition(read_index_text(files_, name));
        } catch (const base::DamagedInput& damage) {
            skip(name, damage.what());
        }
        if (!definition) {
            return;
        }
        folder_.index_files.insert(name);
        if (wanted_(definition->table)) {
            part_ = std::make_shared<const TablePart>(
                table_part(*definition, database(prefix, definition->table), TableForm::mysql_insert));
        } else {
            part_ = unwanted_;
        }
        read_chunks(prefix);
    }

    // Of "db.table"; either may have dots of its own.
    static std::string database(std::string_view prefix, const std::string& table) {
        const bool fits = prefix.ends_with("." + table);
        return std::string(prefix.substr(0, fits ? prefix.size() - table.size() - 1 : prefix.rfind('.')));
    }

    void read_chunks(std::string_view prefix) {
        for (const std::string& name : names_.starting_with(std::string(prefix) += '.')) {
            const std::string_view plain = without_compression_suffix(name);
            const std::string_view behind = plain.substr(std::min(prefix.size(), plain.size()));
            if (is_chunk(behind, ".dat")) {
                read_lines(name);
            } else if (is_chunk(behind, ".sql") && !names_.find(with_extension(plain, "dat"))) {
                folder_.parts.add(std::string(plain), part_);
            } else {
                continue;
            }
            expected_rows_.erase(std::string(prefix));
        }
    }

    static std::string with_extension(std::string_view plain, std::string_view extension) {
        return std::string(plain.substr(0, plain.size() - 3)) += extension;
    }

    // A file for LOAD DATA, of which the statement beside it says how it is to be read.
    void read_lines(const std::string& name) {
        const std::string_view plain = without_compression_suffix(name);
        const auto statement_file = names_.find(with_extension(plain, "sql"));
        if (statement_file) {
            folder_.index_files.insert(*statement_file);
        }
        std::shared_ptr<const TablePart> part = unwanted_;
        if (part_ != unwanted_) {
            part = part_of_lines(name, statement_file);
        }
        folder_.parts.add(std::string(plain), std::move(part));
    }

    std::shared_ptr<const TablePart> part_of_lines(const std::string& name,
                                                   const std::optional<std::string>& statement_file) {
        std::optional<LoadDataStatement> statement;
        try {
            statement = statement_file ? read_load_data_statement(read_index_text(files_, *statement_file))
                                       : std::nullopt;
        } catch (const base::DamagedInput& damage) {
            skip(*statement_file, damage.what());
        }
        if (!statement || !statement->fault.empty()) {
            skip(name,
                 fmt::format("the rows of table {} are not read: {}", part_->table,
                             statement ? statement->fault : "the LOAD DATA statement is not beside them"));
            return unwanted_;
        }
        TablePart part = *part_;
        part.form = TableForm::load_data;
        part.load_data = statement->options;
        part.ignored_lines = statement->ignored_lines;
        part.codes = statement->codes;
        if (!statement->columns.empty()) {
            part.columns = statement->columns;
            part.stored_columns.clear();
        }
        if (lines_ == nullptr || *lines_ != part) {
            lines_ = std::make_shared<const TablePart>(std::move(part));
        }
        return lines_;
    }

    FolderFiles& files_;
    const FolderNames& names_;
    const WantedTable& wanted_;
    BackupFolder folder_;
    std::map<std::string, std::uint64_t> expected_rows_;  // of wanted tables without a file so far
    std::shared_ptr<const TablePart> unwanted_ = nobodys_part(TableForm::load_data);
    std::shared_ptr<const TablePart> part_;   // of the table being read
    std::shared_ptr<const TablePart> lines_;  // of the lines read last: chunks are alike
};

}  // namespace

std::optional<BackupFolder> read_mydumper_folder(FolderFiles& files, const FolderNames& names,
                                                 const WantedTable& wanted) {
    return Reader(files, names, wanted).read();
}

}  // namespace postern::source
