// One layer of packing: bytes at the front of a window, the text within them, and the way back.
#pragma once

#include <optional>
#include <string_view>

#include "base/byte_stream.hpp"

namespace postern::target {

// What becomes of packed bytes whose text changes.
enum class Packing {
    spliced,  // only those that must are packed anew, where the format allows that
    anew,     // all of them are
};

// With an output, the packed bytes of what was read stay in the window until it is decided what becomes of
// them: begin() says that what is written from then on comes in their stead; without begin() they pass as
// they came. So the start of a text can be looked at, and nothing is packed anew that nobody wants changed.
class Layer : public base::ByteSink {
public:
    virtual base::ByteSource& text() = 0;

    // At the latest before the text's first byte is let go of.
    void begin() {
        if (!begun_) {
            begun_ = true;
            start_anew();
        }
    }
    bool is_begun() const { return begun_; }

    // Once it was begun: whether all of it is packed anew, and why where only a part of it would have been: a
    // clause, or nothing. nullopt: only what must be is.
    virtual std::optional<std::string_view> packed_whole() const { return std::string_view(); }

    // Likewise, once all of its text was passed: whether the text stays as it was, but what the format states
    // of it does not, as that had to be written before it was known.
    virtual bool is_restated() const { return false; }

    void write(std::string_view bytes) final {
        begin();
        put(bytes);
    }
    void replace(std::string_view old, std::string_view bytes) final {
        begin();
        change(old, bytes);
    }

private:
    virtual void start_anew() = 0;
    // Text as it came, and other text in the stead of some.
    virtual void put(std::string_view bytes) = 0;
    virtual void change(std::string_view /*old*/, std::string_view bytes) { put(bytes); }

    bool begun_ = false;
};

}  // namespace postern::target
