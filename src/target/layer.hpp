// One layer of packing: bytes at the front of a window, the text within them, and the way back.
#pragma once

#include "base/byte_stream.hpp"

namespace postern::target {

// With an output, the packed bytes of what was read stay in the window until it is decided what becomes of
// them: begin() drops them, and what is written from then on is packed anew; without begin() they pass as
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

    void write(std::string_view bytes) final {
        begin();
        put(bytes);
    }

private:
    virtual void start_anew() = 0;
    virtual void put(std::string_view bytes) = 0;

    bool begun_ = false;
};

}  // namespace postern::target
