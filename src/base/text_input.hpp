// Bytes pulled from a text in memory.
#pragma once

#include <string_view>

#include "base/byte_stream.hpp"

namespace postern::base {

// The text must outlive it.
class TextInput : public ByteSource {
public:
    explicit TextInput(std::string_view text) : text_(text) {}

    std::size_t read(std::span<char> buffer) override {
        const std::size_t count = text_.copy(buffer.data(), buffer.size());
        text_.remove_prefix(count);
        return count;
    }

private:
    std::string_view text_;
};

}  // namespace postern::base
