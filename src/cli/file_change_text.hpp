// What migrate and sandbox say of backups and other files.
#pragma once

#include <string>
#include <vector>

#include "cli/file_change.hpp"

namespace postern::cli {

// For standard output: each file with its records and fields, old and new, secrets as <redacted>; what could
// not be read; the Postfix configuration.
std::string file_plan_text(const FileChangePlan& plan);

// One line about a file that was written: "jira.sql -> out.sql: 2 records, 7 fields changed; read again", or
// that it was not.
std::string written_text(const PlannedFile& planned, const FileResult& written, const std::string& output);

// A line about each part of it that was packed anew though little of it changed: "jira.sql.bz2: packed anew
// as a whole: only gzip and ZIP data can be changed in parts".
std::string packed_anew_text(const FileResult& written);

// Where secrets stand that a changed field only referred to: nothing changes those files.
std::vector<std::string> kept_elsewhere(const FileChangePlan& plan);

// What is left to do once files were written. Sentences each.
std::vector<std::string> file_steps_after(const FileChangePlan& plan, bool in_place);

}  // namespace postern::cli
