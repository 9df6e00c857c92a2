// The lookup tables that a parameter names.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "format/postfix_table.hpp"
#include "source/postfix_files.hpp"

namespace postern::source {

struct PostfixTable {
    std::string type;  // "texthash", "regexp", ...
    std::string name;  // what stands behind the type
    bool is_read = false;
    bool is_pattern = false;  // whole addresses are matched, in the order of the entries
    std::vector<format::TableEntry> entries;
};

// "hash:/etc/postfix/x, regexp:{...}", as types and names alone; a name without a type has the default one.
std::vector<PostfixTable> list_tables(std::string_view list, const std::string& default_type);

// With their entries, as far as they are text: keyed files (the text that postmap reads), regexp and
// pcre, inline and static. Never for tables that hold passwords.
std::vector<PostfixTable> read_tables(std::string_view list, const std::string& default_type,
                                      const PostfixFiles& files);

// Why it was not read, for an administrator: with its path where it is a plain one, nothing else of it.
std::string not_at_hand(const PostfixTable& table, std::string_view parameter);

// The files that may hold it: the text and what postmap makes of it. Empty for what is no file.
std::vector<std::string> file_names(const PostfixTable& table);

}  // namespace postern::source
