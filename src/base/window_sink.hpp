// A sink that writes into what a window passes on, in front of what the window has not let go of.
#pragma once

#include <cstdint>

#include "base/byte_window.hpp"

namespace postern::base {

class WindowSink : public ByteSink {
public:
    explicit WindowSink(ByteWindow& window) : window_(window) {}

    void write(std::string_view bytes) override {
        window_.insert(bytes);
        written_ += bytes.size();
    }

    std::uint64_t written() const { return written_; }

private:
    ByteWindow& window_;
    std::uint64_t written_ = 0;
};

}  // namespace postern::base
