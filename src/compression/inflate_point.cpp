#include "compression/inflate_point.hpp"

#include <isa-l/igzip_lib.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "base/byte_stream.hpp"
#include "compression/stream_reader.hpp"
#include "compression/wiped_buffer.hpp"

namespace postern::compression {

namespace {

constexpr std::size_t kMostAtOnce = 1U << 30;

bool equal_codes(const inflate_state& one, const inflate_state& other) {
    return std::memcmp(&one.lit_huff_code, &other.lit_huff_code, sizeof one.lit_huff_code) == 0 &&
           std::memcmp(&one.dist_huff_code, &other.dist_huff_code, sizeof one.dist_huff_code) == 0;
}

// After an empty block of the fixed codes.
std::unique_ptr<inflate_state> with_fixed_codes() {
    auto state = std::make_unique<inflate_state>();
    isal_inflate_init(state.get());
    std::uint8_t input[] = {3, 0};
    std::uint8_t output[1];
    state->next_in = input;
    state->avail_in = sizeof input;
    state->next_out = output;
    state->avail_out = sizeof output;
    isal_inflate(state.get());
    return state;
}

}  // namespace

// ISA-L has a history of its own, but not always a whole one where it gives text.
struct InflatePoint::State {
    inflate_state isal;
    std::array<char, 2 * ExactInflater::kHistory> last{};  // text
    std::size_t last_size = 0;

    void add(std::string_view text) {
        constexpr std::size_t kMost = ExactInflater::kHistory;
        text.remove_prefix(text.size() - std::min(text.size(), kMost));
        if (last_size + text.size() > last.size()) {
            const std::size_t kept = kMost - std::min(kMost, text.size());
            std::memmove(last.data(), last.data() + last_size - kept, kept);
            last_size = kept;
        }
        last_size += text.copy(last.data() + last_size, text.size());
    }
};

InflatePoint::InflatePoint(std::uint64_t start) : state_(std::make_unique<State>()), packed_(start) {
    isal_inflate_init(&state_->isal);
    state_->isal.block_state = ISAL_BLOCK_NEW_HDR;
}

InflatePoint::~InflatePoint() {
    if (state_) {
        ::explicit_bzero(state_.get(), sizeof(State));
    }
}

InflatePoint::InflatePoint(const InflatePoint& other)
    : state_(std::make_unique<State>(*other.state_)),
      packed_(other.packed_),
      text_(other.text_),
      is_damaged_(other.is_damaged_) {}

InflatePoint& InflatePoint::operator=(const InflatePoint& other) {
    return *this = InflatePoint(other);
}

InflatePoint::InflatePoint(InflatePoint&& other) noexcept = default;

InflatePoint& InflatePoint::operator=(InflatePoint&& other) noexcept {
    std::swap(state_, other.state_);
    packed_ = other.packed_;
    text_ = other.text_;
    is_damaged_ = other.is_damaged_;
    return *this;
}

void InflatePoint::begin_with(std::string_view history, std::uint64_t bits, unsigned count) {
    if (!history.empty()) {
        isal_inflate_set_dict(&state_->isal,
                              reinterpret_cast<std::uint8_t*>(const_cast<char*>(history.data())),
                              static_cast<std::uint32_t>(history.size()));
    }
    state_->isal.read_in = bits;
    state_->isal.read_in_length = static_cast<std::int32_t>(count);
}

// It may stop with input left, and room.
std::size_t InflatePoint::step(const DeflateInput& input, std::span<char> room) {
    if (is_damaged_) {
        throw base::DamagedInput(std::string(kDamaged));
    }
    inflate_state& state = state_->isal;
    room = room.first(std::min(room.size(), kMostAtOnce));
    const std::string_view bytes = input.bytes.substr(packed_ - input.offset, kMostAtOnce);
    state.next_in = reinterpret_cast<std::uint8_t*>(const_cast<char*>(bytes.data()));
    state.avail_in = static_cast<std::uint32_t>(bytes.size());
    state.next_out = reinterpret_cast<std::uint8_t*>(room.data());
    state.avail_out = static_cast<std::uint32_t>(room.size());
    int result = ISAL_DECOMP_OK;
    std::uint32_t in = 0;
    std::uint32_t out = 0;
    do {
        in = state.avail_in;
        out = state.avail_out;
        result = isal_inflate(&state);
    } while (result == ISAL_DECOMP_OK && state.block_state != ISAL_BLOCK_FINISH && state.avail_out > 0 &&
             (state.avail_in != in || state.avail_out != out));
    const std::size_t produced = room.size() - state.avail_out;
    is_damaged_ = result != ISAL_DECOMP_OK && result != ISAL_END_INPUT;
    if (is_damaged_ && produced == 0) {
        throw base::DamagedInput(std::string(kDamaged));
    }
    packed_ += bytes.size() - state.avail_in;
    text_ += produced;
    state_->add({room.data(), produced});
    return produced;
}

bool InflatePoint::has_ended() const {
    return state_->isal.block_state == ISAL_BLOCK_FINISH;
}

// Version 2.30 leaves bytes that it read ahead in its register; later ones give them back.
std::uint64_t InflatePoint::end() const {
    return packed_ - static_cast<std::uint64_t>(state_->isal.read_in_length) / 8;
}

std::uint64_t InflatePoint::bit() const {
    const inflate_state& state = state_->isal;
    return (packed_ - static_cast<std::uint64_t>(state.tmp_in_size)) * 8 -
           static_cast<std::uint64_t>(state.read_in_length);
}

namespace {

bool gave_all_text(const inflate_state& state) {
    return state.tmp_out_valid == state.tmp_out_processed && state.write_overflow_len == 0 &&
           state.copy_overflow_length == 0;
}

}  // namespace

bool InflatePoint::is_at_block() const {
    const inflate_state& state = state_->isal;
    return (state.block_state == ISAL_BLOCK_HDR || state.block_state == ISAL_BLOCK_NEW_HDR) &&
           gave_all_text(state);
}

bool InflatePoint::is_at_symbol() const {
    return state_->isal.block_state == ISAL_BLOCK_CODED && gave_all_text(state_->isal);
}

std::string_view InflatePoint::history() const {
    const std::size_t count = std::min(state_->last_size, ExactInflater::kHistory);
    return {state_->last.data() + state_->last_size - count, count};
}

bool InflatePoint::has_codes_of(const InflatePoint& other) const {
    return state_->isal.bfinal == other.state_->isal.bfinal && equal_codes(state_->isal, other.state_->isal);
}

bool InflatePoint::has_own_codes() const {
    static const auto fixed = with_fixed_codes();
    return !equal_codes(state_->isal, *fixed);
}

namespace {

// The way to a block, in steps that get smaller where one may begin: those that were passed over have other
// codes.
class BlockFinder {
public:
    BlockFinder(const InflatePoint& from, const DeflateInput& input, std::uint64_t most_text)
        : point_(from), input_(input), most_text_(most_text) {}

    bool search_bytes(std::uint64_t until) {
        while (point_.text() <= most_text_ && point_.packed() < std::min(until, input_.end()) &&
               !point_.has_ended() && !point_.is_at_block()) {
            go(1);
        }
        return point_.text() <= most_text_ && point_.is_at_block();
    }

    bool search(std::size_t level) {
        constexpr std::size_t kSteps[] = {2048, 64};
        const std::uint64_t until = level == 0 ? input_.end() : point_.packed() + kSteps[level - 1];
        while (point_.text() <= most_text_ && point_.packed() < std::min(until, input_.end()) &&
               !point_.has_ended()) {
            if (point_.is_at_block()) {
                return true;
            }
            const InflatePoint before = point_;
            go(kSteps[level]);
            if (point_.is_at_block()) {
                return point_.text() <= most_text_;
            }
            if (!point_.has_codes_of(before) || point_.has_ended()) {
                point_ = before;
                const bool found = level == 0 ? search(1) : search_bytes(point_.packed() + kSteps[level]);
                if (found) {
                    return true;
                }
            }
        }
        return point_.text() <= most_text_ && point_.is_at_block();
    }

    ExactInflater found() const { return {point_.bit(), point_.text(), point_.history()}; }

private:
    void go(std::size_t count) {
        const DeflateInput part{
            input_.bytes.substr(
                0, std::min<std::uint64_t>(point_.packed() + count - input_.offset, input_.bytes.size())),
            input_.offset};
        while (point_.step(part, room_.room()) > 0) {
        }
    }

    InflatePoint point_;
    DeflateInput input_;
    std::uint64_t most_text_;
    WipedBuffer room_{64 * 1024};
};

}  // namespace

std::optional<ExactInflater> find_block(const InflatePoint& from, const DeflateInput& input,
                                        std::uint64_t most_text, BlockSearch search) {
    BlockFinder finder(from, input, most_text);
    const bool found = search == BlockSearch::quick ? finder.search(0) : finder.search_bytes(input.end());
    return found ? std::optional(finder.found()) : std::nullopt;
}

}  // namespace postern::compression
