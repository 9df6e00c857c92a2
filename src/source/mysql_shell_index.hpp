// The JSON files of a dump by MySQL Shell, or MariaDB Shell.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "source/table_part.hpp"

// Source of the format: MySQL Shell's documentation, "Instance Dump Utility, Schema Dump Utility, and Table
// Dump Utility".
namespace postern::source {

// The names that files have instead of the names of what they hold, where these differ.
using FileNames = std::map<std::string, std::string, std::less<>>;

// "@.json"
struct MysqlShellDump {
    std::vector<std::string> schemas;
    FileNames file_names;  // by schema
};

// "schema.json"
struct MysqlShellSchema {
    std::vector<std::string> tables;
    FileNames file_names;  // by table
    bool includes_data = true;
};

// "schema@table.json"
struct MysqlShellTable {
    TablePart part;
    bool includes_data = true;
    std::string extension;                // of the files with rows: "tsv.zst"
    std::vector<std::string> partitions;  // names of files, instead of the table's own
    std::string fault;                    // why the rows cannot be read, as one lower-case clause
};

// Each nullopt when the text is not such a file.
std::optional<MysqlShellDump> parse_mysql_shell_dump(std::string_view text);
std::optional<MysqlShellSchema> parse_mysql_shell_schema(std::string_view text);
std::optional<MysqlShellTable> parse_mysql_shell_table(std::string_view text);

}  // namespace postern::source
