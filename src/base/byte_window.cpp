#include "base/byte_window.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <cstring>
#include <new>

#include "base/byte_search.hpp"

namespace postern::base {

namespace {

// Pages of its own: they move when the window grows, so no copy of what it held stays behind.
char* map(std::size_t size) {
    void* pages = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED) {
        throw std::bad_alloc();
    }
    return static_cast<char*>(pages);
}

}  // namespace

ByteWindow::ByteWindow(ByteSource& input, ByteSink* output, std::size_t size)
    : input_(input), output_(output), buffer_(map(size)), capacity_(size) {}

ByteWindow::~ByteWindow() {
    ::explicit_bzero(buffer_, touched_);
    ::munmap(buffer_, capacity_);
}

bool ByteWindow::more() {
    if (end_ == capacity_ || begin_ == end_) {
        make_room();
    }
    const std::size_t count = input_.read({buffer_ + end_, capacity_ - end_});
    end_ += count;
    touched_ = std::max(touched_, end_);
    return count > 0;
}

// Moves the unfinished tail to the front; when it fills the whole buffer, doubles the buffer. A
// tail of more than half doubles too: moving it again for every few bytes would be quadratic.
void ByteWindow::make_room() {
    flush();
    lines_ = line_at(0);
    const std::size_t tail = end_ - begin_;
    std::memmove(buffer_, buffer_ + begin_, tail);
    base_ += begin_;
    begin_ = written_ = counted_ = 0;
    end_ = tail;
    if (tail > capacity_ / 2) {
        void* larger = ::mremap(buffer_, capacity_, capacity_ * 2, MREMAP_MAYMOVE);
        if (larger == MAP_FAILED) {
            throw std::bad_alloc();
        }
        buffer_ = static_cast<char*>(larger);
        capacity_ *= 2;
    }
}

void ByteWindow::replace(std::size_t count, std::string_view replacement) {
    flush();
    if (output_ != nullptr && count + replacement.size() > 0) {
        output_->replace({buffer_ + begin_, count}, replacement);
    }
    begin_ += count;
    written_ = begin_;
}

bool ByteWindow::pass(std::uint64_t count) {
    while (count > 0) {
        const std::uint64_t step = std::min<std::uint64_t>(count, end_ - begin_);
        consume(static_cast<std::size_t>(step));
        count -= step;
        if (count > 0 && output_ == nullptr) {
            count -= seek(count);
        }
        if (count > 0 && !more()) {
            return false;
        }
    }
    return true;
}

// What is passed over so has no lines. The buffer is empty.
std::uint64_t ByteWindow::seek(std::uint64_t count) {
    lines_ = line_at(0);
    const std::uint64_t passed = input_.skip(count);
    base_ += begin_ + passed;
    begin_ = end_ = written_ = counted_ = 0;
    return passed;
}

void ByteWindow::flush() {
    if (output_ != nullptr && begin_ > written_) {
        output_->write({buffer_ + written_, begin_ - written_});
    }
    written_ = begin_;
}

std::uint64_t ByteWindow::line_at(std::size_t ahead) {
    const std::size_t until = begin_ + ahead;
    if (until > counted_) {
        lines_ += count_byte({buffer_ + counted_, until - counted_}, '\n');
        counted_ = until;
        return lines_;
    }
    return lines_ - count_byte({buffer_ + until, counted_ - until}, '\n');
}

}  // namespace postern::base
