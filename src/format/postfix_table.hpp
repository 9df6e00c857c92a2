// The text of a Postfix lookup table, by how many addresses its entries are about.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace postern::format {

enum class TableReach {
    one,         // a single address, or a few spelt out
    some,        // a domain, a pattern
    everything,  // whatever is looked up
};

struct TableEntry {
    TableReach reach = TableReach::some;
    std::string key;    // as written; a pattern without its delimiters
    std::string value;  // may refer to parts of what was looked up: "$1"
};

// Of texthash, and of what postmap reads: "key value". "*" is for everything.
std::vector<TableEntry> parse_keyed_table(std::string_view text);

// Of regexp and pcre: "/pattern/flags value", "!/pattern/ value", "if /pattern/" to "endif". What stands
// in an "if", or behind "!", is never for everything.
std::vector<TableEntry> parse_pattern_table(std::string_view text);

// Of inline: "{ {key = value}, {key = value} }".
std::vector<TableEntry> parse_inline_table(std::string_view text);

// "^qa@corp\.example$" is one address, "." is everything.
TableReach reach_of_pattern(std::string_view pattern);

}  // namespace postern::format
