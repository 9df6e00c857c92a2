// Writes one file anew, and proves what it wrote.
#pragma once

#include <functional>
#include <memory>

#include "base/atomic_file.hpp"
#include "base/byte_stream.hpp"
#include "cli/file_change.hpp"
#include "cli/file_scanner.hpp"

namespace postern::cli {

struct FileWriting {
    target::Packing packing = target::Packing::spliced;
    bool reads_again = true;  // else what was only spliced, and proven piece by piece, is not read again
    bool can_begin_again =
        true;  // else what went to the output stays there: it is written once, and read again
};

// Writes the file to the sink: as it came where nothing in it is to be changed, else with the changes of
// ScanContext::purpose. What is written is read at the same time by a scanner of its own, which must find
// nothing left to change and nothing that it cannot read. Says what was changed. Throws Error: then what the
// sink holds is to be thrown away, and SpliceFailed means that packed anew it would be right. Without
// FileWriting::reads_again nobody has read what FileResult::packed_anew names.
FileResult write_file_anew(const PlannedFile& planned, const ScanContext& context, base::ByteSink& sink,
                           const FileWriting& how);

struct WrittenFile {
    std::unique_ptr<base::AtomicFile> file;  // not committed yet
    FileResult result;
};

// The same to a file that open() gives. What cannot be changed within its packing is packed anew, into
// another.
WrittenFile write_file_anew(const PlannedFile& planned, const ScanContext& context,
                            const std::function<std::unique_ptr<base::AtomicFile>()>& open, FileWriting how);

}  // namespace postern::cli
