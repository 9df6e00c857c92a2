// Any bytes as a gzip file: they are read or damaged, the same in any pieces.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "support/memory_stream.hpp"
#include "target/gzip_stream.hpp"

namespace {

std::string unzip(const std::string& input, std::size_t piece, std::size_t window_size) {
    postern::test::MemorySource source(input, piece);
    postern::base::ByteWindow window(source, nullptr, window_size);
    postern::target::ExpansionGuard guard(window);
    postern::target::GzipStream stream(window, guard);
    std::string text;
    char buffer[4096];
    try {
        while (const std::size_t count = stream.read(buffer)) {
            text.append(buffer, count);
            if (text.size() > 10'000'000) {
                return text;
            }
        }
        return text + (stream.trailing_junk() ? "junk" : "end");
    } catch (const postern::base::DamagedInput&) {
        return "damaged";
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string input = "\x1F\x8B\x08" + std::string(reinterpret_cast<const char*>(data), size);
    if (unzip(input, 1U << 20, 1U << 20) != unzip(input, 1, 8)) {
        std::abort();
    }
    return 0;
}
