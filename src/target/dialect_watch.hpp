// A stream of SQL of which nobody knows which database system wrote it.
#pragma once

#include "base/byte_window.hpp"

namespace postern::target {

// Gives a window's bytes as a source, dropping them there, and notices a backslash before a single quote: the
// one place where the dialects disagree about the end of a string, and with it about everything behind.
class DialectWatch : public base::ByteSource {
public:
    explicit DialectWatch(base::ByteWindow& input) : input_(input) {}

    std::size_t read(std::span<char> buffer) override;

    bool is_ambiguous() const { return ambiguous_; }

private:
    base::ByteWindow& input_;
    bool after_backslash_ = false;
    bool ambiguous_ = false;
};

}  // namespace postern::target
