#include "source/postfix_tables.hpp"

#include <algorithm>
#include <array>

#include "format/postfix_lines.hpp"

namespace postern::source {

namespace {

struct TableType {
    std::string_view name;
    bool is_pattern;
    std::array<std::string_view, 2> made_by_postmap;  // behind the name of the text
};

constexpr std::array<TableType, 9> kFileTypes{{{"texthash", false, {}},
                                               {"hash", false, {".db"}},
                                               {"btree", false, {".db"}},
                                               {"lmdb", false, {".lmdb"}},
                                               {"cdb", false, {".cdb"}},
                                               {"dbm", false, {".dir", ".pag"}},
                                               {"sdbm", false, {".dir", ".pag"}},
                                               {"regexp", true, {}},
                                               {"pcre", true, {}}}};

const TableType* file_type(const PostfixTable& table) {
    const auto* found = std::find_if(kFileTypes.begin(), kFileTypes.end(),
                                     [&](const TableType& type) { return type.name == table.type; });
    return found != kFileTypes.end() ? found : nullptr;
}

std::string_view without_braces(std::string_view text) {
    const bool braced = text.size() > 1 && text.starts_with('{') && text.ends_with('}');
    return braced ? format::trimmed(text.substr(1, text.size() - 2)) : text;
}

bool is_plain_path(std::string_view name) {
    return name.starts_with('/') && std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      std::string_view("/._-+").find(c) != std::string_view::npos;
           });
}

void read_table(PostfixTable& table, const PostfixFiles& files) {
    if (table.type == "static") {
        table.entries.push_back(
            {format::TableReach::everything, "", std::string(without_braces(table.name))});
        table.is_read = table.is_pattern = true;
    } else if (table.type == "inline") {
        table.entries = format::parse_inline_table(table.name);
        table.is_read = true;
    } else if (const TableType* type = file_type(table)) {
        const auto text = files.text(table.name);
        table.is_read = text.has_value();
        table.is_pattern = type->is_pattern;
        table.entries = type->is_pattern ? format::parse_pattern_table(text.value_or(""))
                                         : format::parse_keyed_table(text.value_or(""));
    }
}

}  // namespace

std::vector<PostfixTable> list_tables(std::string_view list, const std::string& default_type) {
    std::vector<PostfixTable> tables;
    for (std::string_view word : format::postfix_words(list)) {
        word.remove_prefix(word.starts_with("proxy:") ? 6 : 0);
        const std::size_t colon = word.find(':');
        PostfixTable table;
        table.type = colon == std::string_view::npos ? default_type : std::string(word.substr(0, colon));
        table.name = word.substr(colon == std::string_view::npos ? 0 : colon + 1);
        tables.push_back(std::move(table));
    }
    return tables;
}

std::vector<PostfixTable> read_tables(std::string_view list, const std::string& default_type,
                                      const PostfixFiles& files) {
    std::vector<PostfixTable> tables = list_tables(list, default_type);
    for (PostfixTable& table : tables) {
        read_table(table, files);
    }
    return tables;
}

std::string not_at_hand(const PostfixTable& table, std::string_view parameter) {
    const std::string named(parameter);
    if (file_type(table) == nullptr) {
        return "a table that " + named +
               " names is no text file, which is all that is read: see by hand "
               "what it does with mail";
    }
    const std::string which = is_plain_path(table.name)
                                  ? "the table " + table.name + ", which " + named + " names,"
                                  : "a table that " + named + " names";
    return which + " is not at hand: put its text beside main.cf, or scan on its own host as root";
}

std::vector<std::string> file_names(const PostfixTable& table) {
    std::vector<std::string> names;
    if (const TableType* type = file_type(table)) {
        names.push_back(table.name);
        for (const std::string_view suffix : type->made_by_postmap) {
            if (!suffix.empty()) {
                names.push_back(table.name + std::string(suffix));
            }
        }
    }
    return names;
}

}  // namespace postern::source
