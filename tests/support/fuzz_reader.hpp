// What every reader must do with any bytes: not crash, and give back what it read when nothing is
// edited, in whatever pieces it comes.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/byte_window.hpp"
#include "postern/source.hpp"
#include "support/collecting_sink.hpp"
#include "support/memory_stream.hpp"

namespace postern::test {

struct FuzzRun {
    std::vector<OwnedRecord> records;
    std::size_t skips = 0;
    std::string output;
    bool damaged = false;
};

template <typename Reader>
FuzzRun fuzz_run(const std::string& text, std::size_t piece, std::size_t window_size) {
    MemorySource input(text, piece);
    MemorySink output;
    base::ByteWindow window(input, &output, window_size);
    CollectingSink sink({"mailserver", "t", "database-account", "user-mapping", "foreign-server",
                         "subscription", "pg-statistics", "replication-source"});
    FuzzRun run;
    try {
        Reader(window).read(sink);
        window.flush();
    } catch (const base::DamagedInput&) {
        run.damaged = true;
    }
    run.records = std::move(sink.records);
    run.skips = sink.skips.size();
    run.output = std::move(output.text);
    return run;
}

template <typename Reader>
void fuzz_reader(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    const FuzzRun whole = fuzz_run<Reader>(text, 1U << 20, 1U << 20);
    const FuzzRun pieces = fuzz_run<Reader>(text, 1, 16);
    bool same = whole.damaged == pieces.damaged && whole.skips == pieces.skips &&
                whole.records.size() == pieces.records.size() && (whole.damaged || whole.output == text) &&
                (pieces.damaged || pieces.output == text);
    for (std::size_t r = 0; same && r < whole.records.size(); ++r) {
        same = whole.records[r].bytes == pieces.records[r].bytes &&
               whole.records[r].line == pieces.records[r].line;
        for (const OwnedField& field : whole.records[r].fields) {
            same = same && field.bytes.begin <= field.bytes.end && field.bytes.end <= size &&
                   whole.records[r].bytes.begin <= field.bytes.begin &&
                   field.bytes.end <= whole.records[r].bytes.end;
        }
    }
    if (!same) {
        std::abort();
    }
}

}  // namespace postern::test
