#include "target/inflater.hpp"

#include <isa-l/igzip_lib.h>

#include <algorithm>

namespace postern::target {

namespace {

// ISA-L reads up to eight bytes ahead of what it has used, and gives them back at the end.
constexpr std::size_t kReadAhead = 8;

}  // namespace

Inflater::Inflater(base::ByteWindow& input, DeflateWrapper wrapper, ExpansionGuard& guard)
    : input_(input), wrapper_(wrapper), guard_(guard), state_(std::make_unique<inflate_state>()) {
    restart();
}

Inflater::~Inflater() = default;

void Inflater::restart() {
    isal_inflate_init(state_.get());
    state_->crc_flag = wrapper_ == DeflateWrapper::gzip ? ISAL_GZIP : ISAL_DEFLATE;
    state_->avail_in = 0;
    fed_ = 0;
    compressed_ = 0;
    ended_ = false;
    damage_.clear();
}

std::size_t Inflater::read(std::span<char> buffer) {
    if (ended_ || buffer.empty()) {
        return 0;
    }
    state_->next_out = reinterpret_cast<std::uint8_t*>(buffer.data());
    state_->avail_out = static_cast<std::uint32_t>(std::min<std::size_t>(buffer.size(), 1U << 30));
    const std::uint32_t room = state_->avail_out;
    while (state_->avail_out == room && !ended_) {
        step(room);
    }
    const std::size_t count = room - state_->avail_out;
    guard_.produced(count);
    return count;
}

// What came out before a damaged place is still given; the damage is told by the next call.
void Inflater::step(std::uint32_t room) {
    if (!damage_.empty()) {
        throw base::DamagedInput(damage_);
    }
    const bool fed = feed();
    const int result = isal_inflate(state_.get());
    if (result != ISAL_DECOMP_OK && result != ISAL_END_INPUT) {
        damage_ = "the compressed data is damaged";
    } else if (state_->block_state == ISAL_BLOCK_FINISH) {
        finish();
    } else if (!fed && state_->avail_out == room) {
        damage_ = "the compressed data ends too early: cut short";
    }
}

// Gives ISA-L the window's unread bytes once it has used those it had; false when there are none.
bool Inflater::feed() {
    if (state_->avail_in > 0) {
        return true;
    }
    const std::size_t kept = std::min(fed_, kReadAhead);
    input_.consume(fed_ - kept);
    compressed_ += fed_ - kept;
    fed_ = kept;
    const bool more = input_.bytes().size() > kept || input_.more();
    const std::string_view bytes = input_.bytes();
    state_->next_in = reinterpret_cast<std::uint8_t*>(const_cast<char*>(bytes.data())) + kept;
    state_->avail_in = static_cast<std::uint32_t>(std::min<std::size_t>(bytes.size() - kept, 1U << 30));
    fed_ += state_->avail_in;
    return more;
}

void Inflater::finish() {
    const std::size_t given_back =
        state_->avail_in +
        (wrapper_ == DeflateWrapper::none ? static_cast<std::size_t>(state_->read_in_length) / 8 : 0);
    const std::size_t used = fed_ - given_back;
    input_.consume(used);
    compressed_ += used;
    fed_ = 0;
    ended_ = true;
}

}  // namespace postern::target
