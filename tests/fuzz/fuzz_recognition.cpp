// Any bytes are some kind, and an answer given early stays the answer.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "target/content_kind.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto whole = postern::target::recognise(text, true);
    if (!whole) {
        std::abort();
    }
    for (std::size_t seen = size; seen > 0; seen /= 2) {
        const auto part = postern::target::recognise(text.substr(0, seen), false);
        if (part && part->kind != whole->kind) {
            std::abort();
        }
    }
    return 0;
}
