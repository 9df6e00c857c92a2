#include "compression/inflater.hpp"

#include <isa-l/igzip_lib.h>

#include <algorithm>
#include <cstring>

namespace postern::compression {

namespace {

// ISA-L reads up to eight bytes ahead of what it has used, and gives them back at the end.
constexpr std::size_t kReadAhead = 8;
constexpr std::size_t kMostAtOnce = 1U << 30;

class Inflater : public StreamReader {
public:
    explicit Inflater(DeflateWrapper wrapper) : wrapper_(wrapper) { restart(); }
    ~Inflater() override { ::explicit_bzero(state_.get(), sizeof(inflate_state)); }

    ReadProgress step(std::string_view input, std::span<char> room) override;
    void restart() override;

private:
    int inflate();
    std::size_t given_back() const;

    DeflateWrapper wrapper_;
    std::unique_ptr<inflate_state> state_ = std::make_unique<inflate_state>();
    isal_gzip_header header_{};
    bool in_header_ = false;
    std::size_t ahead_ = 0;  // bytes of the next input's front that ISA-L has already
};

void Inflater::restart() {
    constexpr std::uint32_t kFlags[] = {ISAL_DEFLATE, ISAL_ZLIB, ISAL_GZIP_NO_HDR_VER};
    isal_inflate_init(state_.get());
    isal_gzip_header_init(&header_);
    state_->crc_flag = kFlags[static_cast<std::size_t>(wrapper_)];
    in_header_ = wrapper_ == DeflateWrapper::gzip;
    ahead_ = 0;
}

ReadProgress Inflater::step(std::string_view input, std::span<char> room) {
    input = input.substr(0, kMostAtOnce);
    room = room.first(std::min(room.size(), kMostAtOnce));
    state_->next_in = reinterpret_cast<std::uint8_t*>(const_cast<char*>(input.data())) + ahead_;
    state_->avail_in = static_cast<std::uint32_t>(input.size() - ahead_);
    state_->next_out = reinterpret_cast<std::uint8_t*>(room.data());
    state_->avail_out = static_cast<std::uint32_t>(room.size());
    const int result = inflate();
    ReadProgress progress;
    progress.produced = room.size() - state_->avail_out;
    const std::size_t taken = input.size() - state_->avail_in;
    if (result == ISAL_NEED_DICT) {
        progress.damage = "the compressed data needs a dictionary, which is not in it";
    } else if (result != ISAL_DECOMP_OK && result != ISAL_END_INPUT) {
        progress.damage = kDamaged;
    } else if (state_->block_state == ISAL_BLOCK_FINISH) {
        progress.used = taken - given_back();
        progress.ended = true;
    } else {
        ahead_ = std::min(taken, kReadAhead);
        progress.used = taken - ahead_;
    }
    return progress;
}

// It may stop with input left. Left to itself, it forgets between two calls which fields a gzip header has.
int Inflater::inflate() {
    if (in_header_) {
        const int result = isal_read_gzip_header(state_.get(), &header_);
        if (result != ISAL_DECOMP_OK) {
            return result;
        }
        in_header_ = false;
    }
    while (true) {
        const std::uint32_t in = state_->avail_in;
        const std::uint32_t out = state_->avail_out;
        const int result = isal_inflate(state_.get());
        if (result != ISAL_DECOMP_OK || state_->block_state == ISAL_BLOCK_FINISH || state_->avail_in == 0 ||
            state_->avail_out < out || state_->avail_in == in) {
            return result;
        }
    }
}

std::size_t Inflater::given_back() const {
    return static_cast<std::size_t>(state_->read_in_length) / 8;
}

}  // namespace

std::unique_ptr<StreamReader> make_inflater(DeflateWrapper wrapper) {
    return std::make_unique<Inflater>(wrapper);
}

}  // namespace postern::compression
