// Any bytes as a ZIP file, or as any other: they are read, unknown or damaged, every container ends, and what
// is rewritten is read again as the same.
#include "support/fuzz_rewriting.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    postern::test::fuzz_rewriting(std::string(reinterpret_cast<const char*>(data), size));
    return 0;
}
