// Byte streams over strings, cut into pieces of any size.
#pragma once

#include <algorithm>
#include <string>
#include <utility>

#include "base/byte_stream.hpp"

namespace postern::test {

class MemorySource : public base::ByteSource {
public:
    explicit MemorySource(std::string text, std::size_t piece = 4096)
        : text_(std::move(text)), piece_(piece) {}

    std::size_t read(std::span<char> buffer) override {
        const std::size_t count = std::min({piece_, buffer.size(), text_.size() - at_});
        std::copy_n(text_.data() + at_, count, buffer.data());
        at_ += count;
        return count;
    }

private:
    std::string text_;
    std::size_t piece_;
    std::size_t at_ = 0;
};

class MemorySink : public base::ByteSink {
public:
    void write(std::string_view bytes) override { text += bytes; }

    std::string text;
};

}  // namespace postern::test
