#include "source/mysql_shell_folder.hpp"

#include <fmt/format.h>

#include <charconv>

#include "source/index_text.hpp"
#include "source/mysql_shell_index.hpp"

namespace postern::source {

namespace {

// Of "schema@table@3.tsv", or the last one, "schema@table@@4.tsv"; a table in one file has no number.
struct Chunk {
    std::uint64_t number = 0;
    bool last = true;
};

std::optional<Chunk> chunk(std::string_view behind, std::string_view extension) {
    if (!behind.ends_with(extension)) {
        return std::nullopt;
    }
    behind.remove_suffix(extension.size());
    if (behind == ".") {
        return Chunk{};
    }
    if (!behind.starts_with('@') || !behind.ends_with('.')) {
        return std::nullopt;
    }
    behind = behind.substr(1, behind.size() - 2);
    Chunk found{0, behind.starts_with('@')};
    behind.remove_prefix(found.last ? 1 : 0);
    const auto [end, error] = std::from_chars(behind.data(), behind.data() + behind.size(), found.number);
    const bool is_number = error == std::errc() && end == behind.data() + behind.size();
    return is_number ? std::optional(found) : std::nullopt;
}

class Reader {
public:
    Reader(FolderFiles& files, const FolderNames& names, const WantedTable& wanted)
        : files_(files), names_(names), wanted_(wanted) {
        folder_.kind = "mysqlsh-dump";
        folder_.not_rewritable = "its index holds the lengths of all its files, which would be wrong";
        folder_.remedy = "load it into a database, and change that";
    }

    BackupFolder read() {
        if (!names_.has("@.done.json")) {
            skip("@.json", "the dump was not finished: tables or rows may be missing");
        }
        const auto dump = read_index<MysqlShellDump>("@.json", parse_mysql_shell_dump);
        if (dump) {
            for (const std::string& schema : dump->schemas) {
                read_schema(file_name(dump->file_names, schema, schema));
            }
        }
        for (const std::string& name : names_.all()) {
            if (name == "@.done.json" || name.ends_with(".idx")) {
                folder_.index_files.insert(name);
            }
        }
        return std::move(folder_);
    }

private:
    void skip(const std::string& file, std::string reason) {
        folder_.skips.push_back({file, {0, std::move(reason)}});
    }

    static std::string file_name(const FileNames& names, const std::string& of,
                                 const std::string& otherwise) {
        const auto found = names.find(of);
        return found == names.end() ? otherwise : found->second;
    }

    template <typename Index>
    std::optional<Index> read_index(const std::string& name,
                                    std::optional<Index> (*parse)(std::string_view)) {
        std::optional<Index> index;
        try {
            index = names_.has(name) ? parse(read_index_text(files_, name)) : std::nullopt;
        } catch (const base::DamagedInput& damage) {
            skip(name, damage.what());
            return std::nullopt;
        }
        if (index) {
            folder_.index_files.insert(name);
        } else {
            skip(name, names_.has(name) ? "is not what its name says: the tables it describes are not read"
                                        : "is not there: the tables it describes are not read");
        }
        return index;
    }

    void read_schema(const std::string& base_name) {
        const auto schema = read_index<MysqlShellSchema>(base_name + ".json", parse_mysql_shell_schema);
        if (!schema) {
            return;
        }
        for (const std::string& table : schema->tables) {
            const std::string file = file_name(schema->file_names, table, base_name + "@" + table);
            if (!wanted_(table)) {
                pass_table(file);
            } else if (schema->includes_data) {
                read_table(table, file);
            }
        }
    }

    void pass_table(const std::string& base_name) {
        if (names_.has(base_name + ".json")) {
            folder_.index_files.insert(base_name + ".json");
        }
        for (const char* separator : {"@", "."}) {
            for (const std::string& name : names_.starting_with(base_name + separator)) {
                if (without_compression_suffix(name).ends_with(".tsv")) {
                    folder_.parts.add(std::string(without_compression_suffix(name)), unwanted_);
                }
            }
        }
    }

    void read_table(const std::string& table, const std::string& base_name) {
        const auto found = read_index<MysqlShellTable>(base_name + ".json", parse_mysql_shell_table);
        if (!found || !found->includes_data) {
            return;
        }
        if (!found->fault.empty() || found->part.table != table) {
            skip(base_name + ".json",
                 fmt::format("the rows of table {} are not read: {}", table,
                             found->fault.empty() ? "its index names another table" : found->fault));
            pass_table(base_name);
            return;
        }
        const auto part = std::make_shared<const TablePart>(found->part);
        const std::string extension(without_compression_suffix(found->extension));
        for (const std::string& file : found->partitions) {
            read_chunks(file, extension, part);
        }
        if (found->partitions.empty()) {
            read_chunks(base_name, extension, part);
        }
    }

    // The chunks must be numbered through to the last one.
    void read_chunks(const std::string& base_name, const std::string& extension,
                     const std::shared_ptr<const TablePart>& part) {
        std::uint64_t count = 0;
        std::optional<std::uint64_t> last;
        for (const std::string& name : names_.starting_with(base_name)) {
            const std::string_view plain = without_compression_suffix(name);
            const std::string_view behind = plain.substr(std::min(base_name.size(), plain.size()));
            if (const auto found = chunk(behind, extension)) {
                folder_.parts.add(std::string(plain), part);
                last = found->last ? std::optional(found->number) : last;
                ++count;
            }
        }
        if (!last || count != *last + 1) {
            skip(base_name + ".json",
                 fmt::format("files with rows of table {} are missing: {} there, {}", part->table, count,
                             last ? fmt::format("{} written", *last + 1) : "the last one not among them"));
        }
    }

    FolderFiles& files_;
    const FolderNames& names_;
    const WantedTable& wanted_;
    BackupFolder folder_;
    std::shared_ptr<const TablePart> unwanted_ = nobodys_part(TableForm::load_data);
};

}  // namespace

std::optional<BackupFolder> read_mysql_shell_folder(FolderFiles& files, const FolderNames& names,
                                                    const WantedTable& wanted) {
    return names.has("@.json") ? std::optional(Reader(files, names, wanted).read()) : std::nullopt;
}

}  // namespace postern::source
