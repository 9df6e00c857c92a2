#include "cli/output_check.hpp"

#include <algorithm>
#include <cstring>
#include <exception>
#include <utility>

namespace postern::cli {

namespace {

constexpr std::size_t kMostWaiting = 2 * 1024 * 1024;
constexpr std::size_t kMostPieces = 4096;  // small ones
constexpr std::size_t kMostSpare = 8;

void wipe(std::string& text) {
    ::explicit_bzero(text.data(), text.capacity());
}

}  // namespace

class OutputCheck::Source : public base::ByteSource {
public:
    explicit Source(OutputCheck& check) : check_(check) {}
    ~Source() override { wipe(piece_); }

    std::size_t read(std::span<char> buffer) override {
        if (at_ == piece_.size() && !next()) {
            return 0;
        }
        const std::size_t count = std::min(buffer.size(), piece_.size() - at_);
        std::copy_n(piece_.data() + at_, count, buffer.data());
        at_ += count;
        return count;
    }

private:
    bool next() {
        at_ = 0;
        check_.take(piece_);
        return !piece_.empty();
    }

    OutputCheck& check_;
    std::string piece_;
    std::size_t at_ = 0;
};

// The next piece for the last one, which is used up; an empty one at the end.
void OutputCheck::take(std::string& piece) {
    std::unique_lock lock(mutex_);
    if (spare_.size() < kMostSpare) {
        spare_.push_back(std::move(piece));
    } else {
        wipe(piece);
    }
    piece = {};
    changed_.wait(lock, [this] { return !waiting_.empty() || ended_; });
    if (!waiting_.empty()) {
        piece = std::move(waiting_.front());
        waiting_.pop_front();
        waiting_size_ -= piece.size();
        changed_.notify_all();
    } else if (!complete_) {
        throw base::DamagedInput("was not written to its end");
    }
}

OutputCheck::OutputCheck(base::ByteSink& output, Reader reader)
    : output_(output), reader_(std::move(reader)), thread_([this] {
          try {
              Source source(*this);
              reader_(source);
          } catch (...) {
              failure_ = std::current_exception();
          }
          const std::lock_guard lock(mutex_);
          is_reading_ = false;
          changed_.notify_all();
      }) {}

OutputCheck::~OutputCheck() {
    if (thread_.joinable()) {
        stop(false);
    }
    std::for_each(waiting_.begin(), waiting_.end(), wipe);
    std::for_each(spare_.begin(), spare_.end(), wipe);
}

void OutputCheck::write(std::string_view bytes) {
    output_.write(bytes);
    while (!bytes.empty()) {
        give(bytes.substr(0, kMostWaiting));
        bytes.remove_prefix(std::min(bytes.size(), kMostWaiting));
    }
}

// A reader that has seen enough needs no more.
void OutputCheck::give(std::string_view bytes) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] {
        const bool has_room = waiting_size_ + bytes.size() <= kMostWaiting && waiting_.size() < kMostPieces;
        return waiting_size_ == 0 || has_room || !is_reading_;
    });
    if (is_reading_ && !bytes.empty()) {
        std::string piece;
        if (!spare_.empty()) {
            piece = std::move(spare_.back());
            spare_.pop_back();
        }
        waiting_.push_back(std::move(piece.assign(bytes)));
        waiting_size_ += bytes.size();
        changed_.notify_all();
    }
}

void OutputCheck::finish() {
    stop(true);
    if (failure_) {
        std::rethrow_exception(failure_);
    }
}

void OutputCheck::stop(bool complete) {
    {
        const std::lock_guard lock(mutex_);
        ended_ = true;
        complete_ = complete;
        changed_.notify_all();
    }
    thread_.join();
}

}  // namespace postern::cli
