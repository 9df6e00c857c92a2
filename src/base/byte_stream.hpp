// Bytes pulled from somewhere, bytes pushed to somewhere.
#pragma once

#include <cstddef>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace postern::base {

// The bytes ended in a way that means damage (truncated, corrupt, unreadable). The message is one
// lower-case clause. Whoever unpacks or reads turns it into a Skip; it never ends the run.
class DamagedInput : public std::runtime_error {
public:
    explicit DamagedInput(const std::string& what) : std::runtime_error(what) {}
};

class ByteSource {
public:
    virtual ~ByteSource() = default;

    // Fills a part of buffer, at least one byte; 0 means the end, and stays the answer.
    // Throws DamagedInput.
    virtual std::size_t read(std::span<char> buffer) = 0;

    // Passes over up to `count` bytes without reading them, as far as it can; says how many. They must be
    // there: it never passes the end. 0 of a source that cannot.
    virtual std::uint64_t skip(std::uint64_t /*count*/) { return 0; }
};

class ByteSink {
public:
    virtual ~ByteSink() = default;

    // Takes all of it or throws Error. From a window: bytes as they came.
    virtual void write(std::string_view bytes) = 0;

    // From a window: other bytes in the stead of those that came. Who does not ask what came need not know.
    virtual void replace(std::string_view /*old*/, std::string_view bytes) {
        if (!bytes.empty()) {
            write(bytes);
        }
    }
};

}  // namespace postern::base
