// Text compressed by the real tools and by postern, and what every decoder must do with it.
#pragma once

#include <fstream>
#include <optional>
#include <string>
#include <string_view>

#include "base/process.hpp"
#include "catch.hpp"
#include "compression/decoder.hpp"
#include "compression/encoder.hpp"
#include "support/memory_stream.hpp"
#include "support/read_outcome.hpp"
#include "support/temporary_folder.hpp"

namespace postern::test {

// What a shell command makes of the text; it must succeed.
inline std::string piped(const std::string& command, std::string_view text) {
    const TemporaryFolder folder;
    std::ofstream(folder.path + "/in", std::ios::binary) << text;
    const std::string script =
        "set -e; { " + command + "; } <" + folder.path + "/in >" + folder.path + "/out";
    const auto result = base::run_program({"sh", "-c", script});
    CAPTURE(command, result->err);
    REQUIRE(result->status == 0);
    return file_text(folder.path + "/out");
}

struct Decoded {
    std::string text;
    std::optional<std::string> damage;
    std::optional<Skip> junk;
    std::uint64_t compressed = 0;
    std::uint64_t window_size = 0;
    std::string rest;  // of the input
};

struct Pieces {
    std::size_t piece = 4096;   // of the input
    std::size_t window = 4096;  // as it begins
    std::size_t room = 4096;    // for text
};

inline Decoded decode(compression::Codec codec, const std::string& input, Pieces pieces = {}) {
    MemorySource source(input, pieces.piece);
    base::ByteWindow window(source, nullptr, pieces.window);
    compression::ExpansionGuard guard(window);
    const auto decoder = compression::make_decoder(codec, window, guard);
    Decoded result;
    std::string buffer(pieces.room, '\0');
    try {
        while (const std::size_t count = decoder->read(buffer)) {
            result.text.append(buffer, 0, count);
        }
        CHECK(decoder->read(buffer) == 0);
    } catch (const base::DamagedInput& damage) {
        result.damage = damage.what();
        CHECK_THROWS_WITH(decoder->read(buffer), *result.damage);
    }
    result.junk = decoder->trailing_junk();
    result.compressed = decoder->compressed_size();
    result.window_size = decoder->window_size();
    while (window.more()) {
    }
    result.rest = window.bytes();
    return result;
}

inline std::string encode(compression::Codec codec, std::string_view text, std::size_t piece = 1U << 20) {
    MemorySink sink;
    const auto encoder = compression::make_encoder(codec, sink);
    for (; !text.empty(); text.remove_prefix(std::min(piece, text.size()))) {
        encoder->write(text.substr(0, piece));
    }
    encoder->finish();
    return sink.text;
}

// Rows as a dump has them, and with no two alike.
inline std::string rows(std::size_t size) {
    std::string text;
    unsigned state = 1;
    while (text.size() < size) {
        state = state * 1103515245U + 12345U;
        text += "INSERT INTO mail VALUES (" + std::to_string(state) + ", 'queued at " +
                std::to_string(text.size()) + "');\n";
    }
    text.resize(size);
    return text;
}

// 10 MB, which the slowest of the tools makes small in a second.
inline std::string large_text() {
    const std::string part = rows(200'000);
    std::string text;
    for (int i = 0; i < 50; ++i) {
        text += part;
    }
    return text;
}

// Digits that no tool makes much smaller.
inline std::string digits(std::size_t size) {
    std::string text;
    unsigned state = 7;
    while (text.size() < size) {
        state = state * 1103515245U + 12345U;
        text += std::to_string(state >> 8);
    }
    text.resize(size);
    return text;
}

inline void check_pieces(compression::Codec codec, const std::string& packed, const std::string& text) {
    for (const std::size_t piece : {1U, 7U, 4096U}) {
        for (const std::size_t window : {1U, 9U, 4096U}) {
            for (const std::size_t room : {1U, 13U, 100000U}) {
                CAPTURE(piece, window, room);
                const Decoded found = decode(codec, packed + "PK behind", {piece, window, room});
                CHECK(found.text == text);
                CHECK_FALSE(found.damage.has_value());
                CHECK(found.compressed == packed.size());
                CHECK(found.rest == "PK behind");
            }
        }
    }
}

inline void check_cuts(compression::Codec codec, const std::string& packed, const std::string& text) {
    for (std::size_t cut = 0; cut < packed.size(); ++cut) {
        for (const std::size_t piece : {1U, 4096U}) {
            CAPTURE(cut, piece);
            const Decoded found = decode(codec, packed.substr(0, cut), {piece, 16, 37});
            CHECK(found.damage == "the compressed data ends too early: cut short");
            CHECK(text.starts_with(found.text));
        }
    }
}

// Of a stream with checksums: whatever bit is wrong, no wrong text passes for whole.
inline void check_flips(compression::Codec codec, const std::string& packed, const std::string& text) {
    for (std::size_t at = 0; at < packed.size(); ++at) {
        for (const int bit : {0x01, 0x10, 0x80}) {
            CAPTURE(at, bit);
            std::string flipped = packed;
            flipped[at] = static_cast<char>(flipped[at] ^ bit);
            const Decoded found = decode(codec, flipped);
            CHECK((found.damage || found.text == text));
        }
    }
}

inline void check_several(compression::Codec codec, const std::string& packed, const std::string& text,
                          const std::string& empty) {
    for (const std::size_t piece : {1U, 4096U}) {
        const Pieces pieces{piece, 8, 37};
        const std::string several = packed + empty + packed;
        const Decoded found = decode(codec, several + std::string(64, '\0'), pieces);
        CHECK(found.text == text + text);
        CHECK_FALSE(found.damage);
        CHECK_FALSE(found.junk);
        CHECK(found.rest.empty());
        CHECK(decode(codec, packed + std::string(8, '\0') + packed, pieces).text == text + text);
        const Decoded junk = decode(codec, several + std::string(8, '\0') + "junk", pieces);
        CHECK(junk.text == text + text);
        CHECK_FALSE(junk.damage);
        REQUIRE(junk.junk);
        CHECK(junk.junk->at == several.size() + 8);
        CHECK(junk.rest == "junk");
        CHECK(decode(codec, several + packed.substr(0, packed.size() / 2), pieces).damage);
    }
}

// Text that came out before a damaged place is there.
inline void check_text_before_damage(compression::Codec codec, const std::string& tool) {
    const std::string text = digits(2'500'000);
    std::string packed = piped(tool, text);
    packed.replace(packed.size() - 1000, 64, 64, '\xFF');
    std::size_t size = 0;
    for (const std::size_t room : {4096U, 5003U, 5'000'000U}) {
        const Decoded found = decode(codec, packed, {packed.size(), packed.size(), room});
        CHECK(found.damage);
        CHECK(found.text.size() > 800'000);
        CHECK(text.substr(0, 800'000) == found.text.substr(0, 800'000));
        size = size == 0 ? found.text.size() : size;
        CHECK(found.text.size() == size);
    }
}

// The same, where it is known how much that is.
inline void check_text_before_damage(compression::Codec codec, const std::string& packed,
                                     const std::string& before) {
    for (const std::size_t room : {4096U, 5003U, 5'000'000U}) {
        const Decoded found = decode(codec, packed, {packed.size(), packed.size(), room});
        CHECK(found.damage);
        CHECK(found.text == before);
    }
}

inline void check_decoding(compression::Codec codec, const std::string& tool) {
    const std::string text = rows(2000);
    const std::string packed = piped(tool, text);
    check_pieces(codec, packed, text);
    check_pieces(codec, piped(tool, ""), "");
    check_cuts(codec, packed, text);
    const std::string large = large_text();
    CHECK(decode(codec, piped(tool, large), {1U << 18, 1U << 18, 1U << 18}).text == large);
}

inline void check_encoding(compression::Codec codec, const std::string& tool) {
    for (const std::string& text : {std::string(), std::string("x"), rows(2000), digits(200'000)}) {
        for (const std::size_t piece : {1U, 4096U, 1U << 20}) {
            const std::string packed = encode(codec, text, piece);
            CHECK(piped(tool, packed) == text);
            CHECK(decode(codec, packed).text == text);
            CHECK(encode(codec, text, piece) == packed);
        }
    }
    const std::string large = large_text();
    CHECK(piped(tool, encode(codec, large)) == large);
}

// Without its end a stream is cut short for everybody.
inline void check_unfinished(compression::Codec codec) {
    for (const std::size_t size : {0U, 5'000'000U}) {
        MemorySink sink;
        const auto encoder = compression::make_encoder(codec, sink);
        encoder->write(digits(size));
        CHECK(decode(codec, sink.text).damage == "the compressed data ends too early: cut short");
    }
}

}  // namespace postern::test
