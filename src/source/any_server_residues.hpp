// Where every database server leaves old values, whatever its make.
#pragma once

#include <string>
#include <vector>

#include "postern/database.hpp"

namespace postern::source {

// A command for bash that names the files, also those below folders, that hold a value. It asks for the
// value, so that no list of processes and no history of a shell gets it.
std::string search_command(const std::vector<std::string>& paths);

// Between quotation marks of SQL, ' doubled.
std::string sql_text(const std::string& text);

// "a, b, c".
std::string joined(const std::vector<std::string>& texts, const std::string& between = ", ");

// What nobody could look up, and who has to look.
Residue not_looked_up(const std::string& what, const std::string& how);

// Copies that were made of the whole server before: `tools` make them.
Residue backups_residue(const std::string& tools);

// What alone is complete. Always the last.
Residue rotation_residue();

}  // namespace postern::source
