// What a compression library does to one text, behind one interface.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace postern::compression {

struct WriteProgress {
    std::size_t used = 0;      // of the text
    std::size_t produced = 0;  // of the room
    bool ended = false;        // all is written, the stream's end included
};

class StreamWriter {
public:
    virtual ~StreamWriter() = default;

    // Goes on as far as the text and the room allow; there is room. What was not used comes again.
    virtual WriteProgress step(std::string_view text, std::span<char> room) = 0;

    // Behind the last text, until it says that it has ended.
    virtual WriteProgress finish(std::span<char> room) = 0;
};

}  // namespace postern::compression
