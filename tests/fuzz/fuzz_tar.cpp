// Any bytes as members of a tar archive, with checksums that fit where a block could be a header.
#include "support/fuzz_rewriting.hpp"
#include "support/tar_writing.hpp"

namespace {

// So that the fuzzer needs not guess sums: what has a type is a header.
std::string with_checksums(std::string archive) {
    for (std::size_t at = 0; at + 512 <= archive.size(); at += 512) {
        const std::string block = archive.substr(at, 512);
        const bool could_be_header = block[156] >= '0' && block[156] <= 'x' && block[0] != '\0';
        if (at == 0 || could_be_header) {
            archive.replace(at, 512, postern::test::tar_summed(block));
        }
    }
    return archive;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    postern::test::fuzz_rewriting(bytes);
    postern::test::fuzz_rewriting(with_checksums(bytes));
    return 0;
}
