// What a compression library does to one stream, behind one interface.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace postern::compression {

struct ReadProgress {
    std::size_t used = 0;      // of the input
    std::size_t produced = 0;  // of the room
    bool ended = false;        // behind the stream's last byte, its checksum compared
    std::string_view damage;   // why it cannot go on, one clause; empty while it can
};

class StreamReader {
public:
    virtual ~StreamReader() = default;

    // Goes on as far as the input and the room allow. What was not used comes again at the front of the next
    // input, with more behind it. When nothing is used and nothing produced, more is needed. It uses no byte
    // behind the stream.
    virtual ReadProgress step(std::string_view input, std::span<char> room) = 0;

    // Makes ready for another stream.
    virtual void restart() = 0;

    // See Decoder.
    virtual std::uint64_t window_size() const { return 0; }
};

inline constexpr std::string_view kDamaged = "the compressed data is damaged";
inline constexpr std::string_view kNoMemory = "the compressed data needs more memory than there is";

}  // namespace postern::compression
