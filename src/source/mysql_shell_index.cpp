#include "source/mysql_shell_index.hpp"

#include <nlohmann/json.hpp>

#include "format/multibyte.hpp"

namespace postern::source {

namespace {

using nlohmann::json;

std::optional<json> object(std::string_view text) {
    json value = json::parse(text, nullptr, false);
    return value.is_object() ? std::optional(std::move(value)) : std::nullopt;
}

// What is of another type counts as missing.
template <typename T>
T member(const json& object, const char* name, T otherwise) {
    const auto found = object.find(name);
    if (found == object.end()) {
        return otherwise;
    }
    if constexpr (std::is_same_v<T, bool>) {
        return found->is_boolean() ? found->template get<T>() : otherwise;
    } else {
        return found->is_string() ? found->template get<T>() : otherwise;
    }
}

std::vector<std::string> names(const json& object, const char* name) {
    std::vector<std::string> all;
    const auto found = object.find(name);
    if (found != object.end() && found->is_array()) {
        for (const json& element : *found) {
            if (element.is_string()) {
                all.push_back(element.get<std::string>());
            }
        }
    }
    return all;
}

FileNames texts(const json& object, const char* name) {
    FileNames all;
    const auto found = object.find(name);
    if (found != object.end() && found->is_object()) {
        for (const auto& [key, value] : found->items()) {
            if (value.is_string()) {
                all[key] = value.get<std::string>();
            }
        }
    }
    return all;
}

void read_codes(const json& options, MysqlShellTable& table) {
    for (const auto& [column, function] : texts(options, "decodeColumns")) {
        if (function == "UNHEX") {
            table.part.codes[column] = ColumnCode::hexadecimal;
        } else if (function == "FROM_BASE64") {
            table.part.codes[column] = ColumnCode::base64;
        } else {
            table.fault = "a column is coded in a way that is not known";
        }
    }
}

format::LoadDataOptions lines(const json& options) {
    format::LoadDataOptions lines;
    lines.fields_terminated = member(options, "fieldsTerminatedBy", lines.fields_terminated);
    lines.fields_enclosed = member(options, "fieldsEnclosedBy", lines.fields_enclosed);
    lines.fields_escaped = member(options, "fieldsEscapedBy", lines.fields_escaped);
    lines.lines_terminated = member(options, "linesTerminatedBy", lines.lines_terminated);
    return lines;
}

}  // namespace

std::optional<MysqlShellDump> parse_mysql_shell_dump(std::string_view text) {
    const auto dump = object(text);
    if (!dump || !dump->contains("schemas") || !dump->contains("dumper")) {
        return std::nullopt;
    }
    return MysqlShellDump{names(*dump, "schemas"), texts(*dump, "basenames")};
}

std::optional<MysqlShellSchema> parse_mysql_shell_schema(std::string_view text) {
    const auto schema = object(text);
    if (!schema || !schema->contains("schema")) {
        return std::nullopt;
    }
    return MysqlShellSchema{names(*schema, "tables"), texts(*schema, "basenames"),
                            member(*schema, "includesData", true)};
}

std::optional<MysqlShellTable> parse_mysql_shell_table(std::string_view text) {
    const auto table = object(text);
    if (!table || !table->contains("options") || !(*table)["options"].is_object()) {
        return std::nullopt;
    }
    const json& options = (*table)["options"];
    MysqlShellTable result;
    result.part.database = member(options, "schema", std::string());
    result.part.table = member(options, "table", std::string());
    result.part.columns = names(options, "columns");
    result.part.form = TableForm::load_data;
    result.part.load_data = lines(options);
    result.includes_data = member(*table, "includesData", true);
    result.extension = member(*table, "extension", std::string("tsv.zst"));
    for (const auto& [partition, file] : texts(*table, "basenames")) {
        result.partitions.push_back(file);
    }
    if (result.part.columns.empty()) {
        result.fault = "its columns are not named";
    }
    const std::string charset = member(options, "defaultCharacterSet", std::string());
    if (format::mysql_character_set(charset) != format::Multibyte::none) {
        result.fault = "its character set may hide a backslash in a character";
    }
    read_codes(options, result);
    return result;
}

}  // namespace postern::source
