// Any bytes behind the head of an archive: PgArchiveSource neither crashes nor reads them otherwise in
// pieces, and what it writes without edits reads the same again.
#include "source/pg_archive_source.hpp"
#include "support/fuzz_reader.hpp"

namespace {

using postern::test::FuzzRun;

// How many rows come out before a damaged place depends on how far a window sees.
bool same_records(const FuzzRun& a, const FuzzRun& b) {
    if (a.damaged && b.damaged) {
        return true;
    }
    bool same = a.damaged == b.damaged && a.skips == b.skips && a.records.size() == b.records.size();
    for (std::size_t r = 0; same && r < a.records.size(); ++r) {
        same = a.records[r].bytes == b.records[r].bytes && a.records[r].name == b.records[r].name;
    }
    return same;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using postern::source::PgArchiveSource;
    const std::string text(reinterpret_cast<const char*>(data), size);
    const FuzzRun whole = postern::test::fuzz_run<PgArchiveSource>(text, 1U << 20, 1U << 20);
    const FuzzRun pieces = postern::test::fuzz_run<PgArchiveSource>(text, 1, 16);
    bool same = same_records(whole, pieces);
    if (same && !whole.damaged) {
        const FuzzRun again = postern::test::fuzz_run<PgArchiveSource>(whole.output, 1U << 20, 1U << 20);
        same = whole.output == pieces.output && whole.output.size() == size && again.output == whole.output &&
               same_records(whole, again);
    }
    if (!same) {
        std::abort();
    }
    return 0;
}
