#include "source/pg_toc_source.hpp"

#include <limits>

#include "source/pg_archive_index.hpp"

namespace postern::source {

void PgTocSource::read(RecordSink& sink) {
    PgArchiveInput input(window_);
    if (input.head().custom) {
        throw base::DamagedInput(
            "is a pg_dump archive of the custom format where a table of contents should be");
    }
    const PgArchiveIndex index = read_pg_archive_index(input, sink);
    const auto nobodys = nobodys_part(TableForm::pg_copy);
    for (const std::string& file : index.other_files()) {
        parts_.add(file, nobodys);
    }
    for (const PgArchivePart& part : index.parts()) {
        parts_.add(part.file, part.table);
    }
    const std::uint64_t end = window_.offset();
    if (!window_.bytes().empty() || window_.more()) {
        sink.skip({end, "bytes behind the table of contents: not read"});
        window_.pass(std::numeric_limits<std::uint64_t>::max());
    }
}

}  // namespace postern::source
