// What mydumper's file "metadata" says.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/byte_window.hpp"

namespace postern::source {

// The part of one table, [`database`.`table`], as later versions write it.
struct MydumperTable {
    std::string file;   // "database.table", as its files are called
    std::string table;  // its real name
    std::optional<std::uint64_t> rows;
};

// Whether a file called "metadata" is mydumper's, by its first bytes.
bool is_mydumper_metadata(std::string_view head);

// Of one section: its first line, and all up to the next. nullopt: not a table's.
std::optional<MydumperTable> read_mydumper_section(std::string_view section);

// The section at the window's front, up to the next line that opens one: it is then in sight whole. Empty at
// the end. Of one that is longer than any table's, a piece.
std::string_view see_mydumper_section(base::ByteWindow& window);

// The section without the lines that give a checksum of rows.
std::string without_data_checksum(std::string_view section);

}  // namespace postern::source
