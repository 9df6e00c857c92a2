// Any bytes as a ZIP file, or as any other: they are read, unknown or damaged, and every container ends.
#include <cstdint>
#include <string>

#include "support/memory_stream.hpp"
#include "target/unpacker.hpp"

namespace {

class Reader : public postern::target::ContentHandler {
public:
    void content(const std::string&, postern::target::ContentKind,
                 postern::base::ByteWindow& window) override {
        while (window.more()) {
            window.consume(window.bytes().size());
        }
    }
    void unreadable(const std::string&, const postern::Skip&) override {}
    void unknown(const std::string&) override {}
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Reader reader;
    for (const std::size_t piece : {1U << 20, 1U}) {
        postern::test::MemorySource source(std::string(reinterpret_cast<const char*>(data), size), piece);
        postern::base::ByteWindow window(source, nullptr, 32);
        postern::target::Unpacker(reader).open("f", window);
    }
    return 0;
}
