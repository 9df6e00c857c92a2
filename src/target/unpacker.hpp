// From a stream of bytes to the streams of known kinds within it, and back.
#pragma once

#include <string>

#include "target/content_handler.hpp"
#include "target/layer.hpp"

namespace postern::target {

// Goes through compression and archives to any depth (within kDeepest) in a stream, one window a level. Where
// the window has an output, each level is put together again with what the handler makes of the text, and
// what it leaves unread follows as it came. What is unknown, not readable or to be left is not even packed
// anew: its packed bytes pass. So do bytes behind the end of an archive.
class Unpacker {
public:
    static constexpr int kDeepest = 12;

    explicit Unpacker(ContentHandler& handler, Packing packing = Packing::spliced)
        : handler_(handler), packing_(packing) {}

    // Looks at one file's bytes. Whatever is damaged is told to the handler and goes no further;
    // Error passes through. False: damage, told as well, left what was written without its end. Nobody may
    // use it.
    bool open(const std::string& path, base::ByteWindow& window);

private:
    class Opening;

    ContentHandler& handler_;
    Packing packing_;
};

}  // namespace postern::target
