// One file, written anew where it is.
#pragma once

#include <string>

#include "cli/file_change.hpp"
#include "cli/file_scanner.hpp"
#include "cli/file_writer.hpp"

namespace postern::cli {

struct Replacement {
    FileResult written;
    std::string
        other_names;  // a sentence, when the old file has further names (hard links) and lives on there
};

// The new file takes over mode, owner and time; the folder keeps its time too, as it may be one backup. With
// `wipe` the old bytes are overwritten once the new file is there. Throws Error: the file is then as it was.
Replacement replace_file(const PlannedFile& planned, const ScanContext& context, bool wipe,
                         const FileWriting& how);

}  // namespace postern::cli
