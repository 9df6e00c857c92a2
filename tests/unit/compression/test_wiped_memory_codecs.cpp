#include "compression/wiped_memory.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <fstream>
#include <sstream>
#include <vector>

#include "catch.hpp"
#include "compression/decoder.hpp"
#include "compression/encoder.hpp"

using namespace postern;
using compression::Codec;

namespace {

// Bytes at rest are masked here, so that the process holds the secret only where somebody was given it.
constexpr char kMask = 0x2A;

std::string masked(std::string_view text) {
    std::string result(text);
    for (char& c : result) {
        c = static_cast<char>(c ^ kMask);
    }
    return result;
}

// "correct-horse-battery", written so that no constant of the program has it.
const std::string& masked_secret() {
    static const std::string secret = [] {
        std::string made;
        for (const char* word : {"correct", "-", "horse", "-", "battery"}) {
            made += masked(word);
        }
        return made;
    }();
    return secret;
}

std::size_t times_in(const std::vector<char>& bytes, std::size_t size) {
    const std::string& secret = masked_secret();
    std::size_t times = 0;
    for (std::size_t at = 0; at + secret.size() <= size; ++at) {
        std::size_t same = 0;
        while (same < secret.size() && (bytes[at + same] ^ kMask) == secret[same]) {
            ++same;
        }
        times += same == secret.size() ? 1 : 0;
    }
    return times;
}

std::size_t times_in_mapping(int memory, std::uint64_t begin, std::uint64_t end) {
    std::size_t times = 0;
    static std::vector<char> bytes(1U << 16);  // so that it is given no memory that was let go of
    while (begin < end) {
        const std::size_t wanted = std::min<std::uint64_t>(bytes.size(), end - begin);
        const ssize_t size = ::pread(memory, bytes.data(), wanted, static_cast<off_t>(begin));
        times += size > 0 ? times_in(bytes, static_cast<std::size_t>(size)) : 0;
        ::explicit_bzero(bytes.data(), bytes.size());
        begin += wanted;
    }
    return times;
}

// How often the secret stands in what this process can write to; but for its stack, where the linker saves
// vector registers.
std::size_t times_in_memory() {
    constexpr std::uint64_t kNotOurs = 1U << 30;  // a sanitizer's
    const int memory = ::open("/proc/self/mem", O_RDONLY);
    REQUIRE(memory >= 0);
    std::ifstream maps("/proc/self/maps");
    std::size_t times = 0;
    for (std::string line; std::getline(maps, line);) {
        std::uint64_t begin = 0;
        std::uint64_t end = 0;
        char dash = 0;
        std::string rights;
        std::istringstream(line) >> std::hex >> begin >> dash >> end >> rights;
        if (rights.starts_with("rw") && !line.ends_with("[stack]") && end - begin < kNotOurs) {
            times += times_in_mapping(memory, begin, end);
        }
    }
    ::close(memory);
    return times;
}

class MaskedSink : public base::ByteSink {
public:
    void write(std::string_view bytes) override {
        for (const char c : bytes) {
            text += static_cast<char>(c ^ kMask);
        }
    }

    std::string text;
};

class MaskedSource : public base::ByteSource {
public:
    explicit MaskedSource(std::string_view text) : left_(text) {}

    std::size_t read(std::span<char> buffer) override {
        const std::size_t count = std::min(buffer.size(), left_.size());
        for (std::size_t i = 0; i < count; ++i) {
            buffer[i] = static_cast<char>(left_[i] ^ kMask);
        }
        left_.remove_prefix(count);
        return count;
    }

private:
    std::string_view left_;
};

// The secret in many rows, compressed, and masked.
std::string encode_secret(Codec codec) {
    std::string rows;
    for (int i = 0; i < 5000; ++i) {
        rows += masked_secret() + masked(" in row " + std::to_string(i * 7919 % 100003) + "\n");
    }
    MaskedSink sink;
    const auto encoder = compression::make_encoder(codec, sink);
    std::array<char, 1000> buffer{};
    MaskedSource source(rows);
    while (const std::size_t count = source.read(buffer)) {
        encoder->write({buffer.data(), count});
    }
    encoder->finish();
    ::explicit_bzero(buffer.data(), buffer.size());
    return sink.text;
}

void decode_secret(Codec codec, std::string_view packed, std::size_t enough) {
    MaskedSource source(packed);
    base::ByteWindow window(source);
    compression::ExpansionGuard guard(window);
    const auto decoder = compression::make_decoder(codec, window, guard);
    std::vector<char> buffer(1000);
    std::size_t size = 0;
    while (size < enough) {
        const std::size_t count = decoder->read(buffer);
        if (count == 0) {
            break;
        }
        size += count;
    }
    REQUIRE(size > 100000);
    CHECK(times_in_memory() > 0);
    ::explicit_bzero(buffer.data(), buffer.size());
}

}  // namespace

// A sanitizer keeps what was freed, and its shadow takes minutes to search.
#if !defined(__SANITIZE_ADDRESS__)

TEST_CASE("nothing stays in memory of what was compressed and decompressed") {
    for (const Codec codec :
         {Codec::gzip, Codec::zlib, Codec::deflate, Codec::bzip2, Codec::xz, Codec::zstd, Codec::lz4}) {
        CAPTURE(compression::codec_name(codec));
        const std::string packed = encode_secret(codec);
        CHECK(times_in_memory() == 0);
        decode_secret(codec, packed, 1U << 30);
        CHECK(times_in_memory() == 0);
        decode_secret(codec, packed, 110000);
        CHECK(times_in_memory() == 0);
    }
}

TEST_CASE("blocks of any size are wiped") {
    REQUIRE(times_in_memory() == 0);
    for (const std::size_t size : {100U, 5000U, 100000U, 130000U, 1000000U}) {
        CAPTURE(size);
        std::vector<char*> blocks(10);
        for (char*& block : blocks) {
            block = static_cast<char*>(compression::allocate_wiped(size));
            MaskedSource(masked_secret()).read({block + size - 50, 50});
        }
        CHECK(times_in_memory() == 10);
        for (char* const block : blocks) {
            compression::free_wiped(block);
        }
        CHECK(times_in_memory() == 0);
    }
}

#endif
