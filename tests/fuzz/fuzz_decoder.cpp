// Any bytes as a stream of the compression that the first byte chooses: they are read or damaged, the same in
// any pieces, and what is passed on is what came in.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "compression/decoder.hpp"
#include "support/memory_stream.hpp"

namespace {

using namespace postern;
using compression::Codec;

constexpr std::size_t kEnough = 1'000'000;

struct Decoded {
    std::string text;
    bool damaged = false;
    bool junk = false;
    std::uint64_t compressed = 0;
};

Decoded decode(Codec codec, const std::string& input, std::size_t piece, std::size_t window_size) {
    test::MemorySource source(input, piece);
    test::MemorySink passed;
    base::ByteWindow window(source, &passed, window_size);
    compression::ExpansionGuard guard(window);
    const auto decoder = compression::make_decoder(codec, window, guard, compression::UsedBytes::passed);
    Decoded result;
    char buffer[4096];
    try {
        while (const std::size_t count = decoder->read(buffer)) {
            result.text.append(buffer, count);
            if (result.text.size() > kEnough) {
                result.text.resize(kEnough);
                return result;
            }
        }
        result.compressed = decoder->compressed_size();
        result.junk = decoder->trailing_junk().has_value();
    } catch (const base::DamagedInput&) {
        result.damaged = true;
    }
    window.flush();
    if (!input.starts_with(passed.text) || (!result.damaged && passed.text.size() != result.compressed)) {
        std::abort();
    }
    return result;
}

// How much comes out before a damaged place depends on the pieces.
bool same(const Decoded& one, const Decoded& other) {
    if (one.damaged && other.damaged) {
        return one.text.starts_with(other.text) || other.text.starts_with(one.text);
    }
    return one.damaged == other.damaged && one.text == other.text && one.junk == other.junk &&
           one.compressed == other.compressed;
}

// Fuzzing need not find the first bytes by itself.
constexpr std::string_view kBegin[] = {
    "\x1F\x8B\x08", "\x78", "", "BZh91AY&SY", "\xFD\x37zXZ", "\x28\xB5\x2F\xFD", "\x04\x22\x4D\x18"};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const std::size_t chosen = data[0] % std::size(kBegin);
    std::string input(reinterpret_cast<const char*>(data) + 1, size - 1);
    if ((data[0] & 0x80U) != 0) {
        input.insert(0, kBegin[chosen]);
    }
    const auto codec = static_cast<Codec>(chosen);
    if (!same(decode(codec, input, 1U << 20, 1U << 20), decode(codec, input, 1, 8))) {
        std::abort();
    }
    return 0;
}
