// From a stream of bytes to the streams of known kinds within it.
#pragma once

#include <string>

#include "target/content_handler.hpp"
#include "target/expansion_guard.hpp"

namespace postern::target {

// Goes through gzip and ZIP to any depth (within kDeepest) in a stream, one window a level.
class Unpacker {
public:
    static constexpr int kDeepest = 12;

    explicit Unpacker(ContentHandler& handler) : handler_(handler) {}

    // Looks at one file's bytes. Whatever is damaged is told to the handler and goes no further;
    // Error passes through.
    void open(const std::string& path, base::ByteWindow& window);

private:
    void open_level(const std::string& path, base::ByteWindow& window, ExpansionGuard& guard, int depth);
    void open_unsure(const std::string& path, ContentKind kind, base::ByteWindow& window);
    void open_gzip(const std::string& path, base::ByteWindow& window, ExpansionGuard& guard, int depth);
    void open_zip(const std::string& path, base::ByteWindow& window, ExpansionGuard& guard, int depth);

    ContentHandler& handler_;
};

}  // namespace postern::target
