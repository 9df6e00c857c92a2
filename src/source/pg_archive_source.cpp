#include "source/pg_archive_source.hpp"

#include <limits>

#include "source/pg_archive_blocks.hpp"
#include "source/pg_toc_reader.hpp"

namespace postern::source {

namespace {

bool is_at_end(base::ByteWindow& window) {
    return window.bytes().empty() && !window.more();
}

// pg_dump writes the table of contents once more when it knows where the data are. It goes back for that, but
// a file that is only appended to gets it at its end.
bool pass_second_toc(PgArchiveInput& input, RecordSink& sink) {
    try {
        if (input.take_number() != input.head().entries) {
            return false;
        }
        PgTocReader entries(input, sink);
        PgTocEntry entry;
        while (entries.next(entry)) {
        }
    } catch (const base::DamagedInput&) {
        return false;
    }
    return is_at_end(input.window());
}

void pass_tail(PgArchiveInput& input, RecordSink& sink) {
    base::ByteWindow& window = input.window();
    const std::uint64_t end = window.offset();
    if (!is_at_end(window) && !pass_second_toc(input, sink)) {
        sink.skip({end, "bytes behind the last data of the archive: not read"});
        window.pass(std::numeric_limits<std::uint64_t>::max());
    }
}

}  // namespace

void PgArchiveSource::read(RecordSink& sink) {
    const std::uint64_t start = window_.offset();
    PgArchiveInput input(window_);
    if (!input.head().custom) {
        throw base::DamagedInput(
            "is the table of contents of a pg_dump archive whose data stand in other files");
    }
    const PgArchiveIndex index = read_pg_archive_index(input, sink);
    PgArchiveBlocks(input, index, start).read(sink);
    pass_tail(input, sink);
}

}  // namespace postern::source
