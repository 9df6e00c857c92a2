// A contiguous view into a stream: the part a reader has not finished with.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/byte_stream.hpp"

namespace postern::base {

// A reader looks at bytes(), asks for more() when it needs to see further, and lets go of what it
// has finished: consume() passes bytes to the output as they came, replace() passes others in their
// stead, drop() and insert() are its halves. Without an output all only forget. Memory is the window (256
// KiB, to stay in the L2 cache) plus whatever the reader holds on to; the buffer is wiped at the end, since
// it may have held secrets.
class ByteWindow {
public:
    static constexpr std::size_t kDefaultSize = 256 * 1024;

    explicit ByteWindow(ByteSource& input, ByteSink* output = nullptr, std::size_t size = kDefaultSize);
    ~ByteWindow();
    ByteWindow(const ByteWindow&) = delete;
    ByteWindow& operator=(const ByteWindow&) = delete;

    // Everything read and not yet let go of. Views stay valid until more().
    std::string_view bytes() const { return {buffer_ + begin_, end_ - begin_}; }

    // Appends at least one byte to bytes(); false when the input has ended. Positions counted from
    // the start of bytes() stay what they were. Throws DamagedInput; bytes() is then as before.
    bool more();

    // Lets go of the first `count` bytes.
    void consume(std::size_t count) { begin_ += count; }
    void replace(std::size_t count, std::string_view replacement);
    void drop(std::size_t count) { replace(count, {}); }
    void insert(std::string_view text) { replace(0, text); }

    // Lets go of `count` bytes, those not read yet included, as they came; without an output it passes over
    // them without reading them where the input can. False when the input ends before. Throws DamagedInput.
    bool pass(std::uint64_t count);

    // Writes what was let go of and not written yet. A reader calls it once, at the end.
    void flush();

    // Of the first byte of bytes(), from the start of the stream.
    std::uint64_t offset() const { return base_ + begin_; }
    // Of the byte `ahead` behind it, from 1.
    std::uint64_t line_at(std::size_t ahead);

    bool has_output() const { return output_ != nullptr; }

private:
    void make_room();
    std::uint64_t seek(std::uint64_t count);

    ByteSource& input_;
    ByteSink* output_;
    char* buffer_;
    std::size_t capacity_;
    std::size_t begin_ = 0;    // first byte not let go of
    std::size_t end_ = 0;      // behind the last byte read
    std::size_t touched_ = 0;  // behind the last byte that ever held input
    std::size_t written_ = 0;  // behind the last byte given to the output
    std::size_t counted_ = 0;  // behind the last byte searched for line ends
    std::uint64_t base_ = 0;   // stream offset of buffer_[0]
    std::uint64_t lines_ = 1;  // line number at counted_
};

}  // namespace postern::base
