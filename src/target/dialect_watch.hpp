// A stream of SQL of which nobody knows which database system wrote it.
#pragma once

#include "base/byte_window.hpp"

namespace postern::target {

// Gives a window's bytes as a source, and notices a backslash before a single quote: the one place where the
// dialects disagree about the end of a string, and with it about everything behind. With an output the bytes
// stay in the window until it is told, as a sink, what becomes of them.
class DialectWatch : public base::ByteSource, public base::ByteSink {
public:
    explicit DialectWatch(base::ByteWindow& input) : input_(input) {}

    std::size_t read(std::span<char> buffer) override;

    void write(std::string_view bytes) override;
    void replace(std::string_view old, std::string_view bytes) override;

    bool is_ambiguous() const { return ambiguous_; }

private:
    base::ByteWindow& input_;
    std::size_t held_ = 0;  // at the window's front: read and not written yet
    bool after_backslash_ = false;
    bool ambiguous_ = false;
};

}  // namespace postern::target
