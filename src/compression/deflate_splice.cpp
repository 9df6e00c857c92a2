#include "compression/deflate_splice.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "compression/splice_failed.hpp"

namespace postern::compression {

namespace {

constexpr std::uint64_t kSpacing = 256 * 1024;  // of text between checkpoints
constexpr std::size_t kMostCheckpoints = 32;
constexpr std::uint64_t kLongBlock = 2 * 1024 * 1024;  // of text: its header is not held for ever
constexpr std::uint64_t kStep = 64 * 1024;             // of text that is looked at once
constexpr std::uint64_t kCheckedBehind = DeflateSplice::kReach + 512;  // of text, with each piece
constexpr std::uint64_t kReadAhead = 24;  // bytes, for a decoder that wants to see more than it uses
constexpr std::uint64_t kEverything = std::numeric_limits<std::uint64_t>::max();

[[noreturn]] void fail() {
    throw SpliceFailed("the compressed data cannot be changed where it is");
}

}  // namespace

// What is compressed anew.
struct DeflateSplice::Region {
    Region(const ExactInflater& old, std::string_view history, unsigned phase, const DeflateBits* header)
        : exact(old), check(history, phase, header) {}

    ExactInflater exact;  // of the old data
    PieceCheck check;
    std::uint64_t goal = 0;  // of text: from there on nothing reaches back to a change
    WipedBuffer slice{PieceCheck::kMostText};
    std::size_t used = 0;  // of the slice
};

DeflateSplice::DeflateSplice(base::ByteWindow& window, std::uint64_t start, std::uint64_t reach)
    : window_(window), start_(start), reach_(reach), scan_(start) {}

DeflateSplice::~DeflateSplice() = default;

std::size_t DeflateSplice::read(std::span<char> room) {
    std::size_t count = 0;
    const std::uint64_t first = scan_ ? scan_->packed() : 0;
    while (count == 0 && !end_ && !room.empty() && scan_->packed() - first < kSpacing) {
        const std::uint64_t before = scan_->packed();
        count = scan_->step(input(), room);
        if (scan_->has_ended()) {
            end_ = scan_->end();
        } else if (count == 0 && scan_->packed() == before && !window_.more()) {
            throw base::DamagedInput("the compressed data ends too early: cut short");
        }
    }
    scan_text_ += count;
    if (end_) {
        scan_.reset();
    } else if (!is_passing_ && scan_text_ - checkpoint_text_ >= kSpacing) {
        add_checkpoint();
        if (is_begun_) {
            settle();
        }
    }
    return count;
}

void DeflateSplice::pass_all() {
    is_passing_ = true;
    checkpoints_.clear();
}

void DeflateSplice::add_checkpoint() {
    const bool first = checkpoints_.empty();
    const bool other = first || !scan_->has_codes_of(checkpoints_.back().point);
    checkpoints_.push_back({*scan_, !first && other && scan_->has_own_codes(), other});
    checkpoint_text_ = scan_text_;
    if (checkpoints_.size() > kMostCheckpoints) {
        thin_out();
    }
}

// Every second goes; what it says of the stretch before it holds for a longer one.
void DeflateSplice::thin_out() {
    std::deque<Checkpoint> kept;
    for (std::size_t i = 0; i < checkpoints_.size(); i += 2) {
        Checkpoint& checkpoint = checkpoints_[i];
        if (i > 0) {
            const Checkpoint& dropped = checkpoints_[i - 1];
            checkpoint.has_block_before = checkpoint.has_block_before || dropped.has_block_before;
            checkpoint.has_other_codes = checkpoint.has_other_codes || dropped.has_other_codes;
        }
        kept.push_back(std::move(checkpoint));
    }
    checkpoints_ = std::move(kept);
}

std::size_t DeflateSplice::checkpoints_until(std::uint64_t text) const {
    return static_cast<std::size_t>(
        std::count_if(checkpoints_.begin(), checkpoints_.end(),
                      [text](const Checkpoint& checkpoint) { return checkpoint.point.text() <= text; }));
}

// Lets go of what no change can touch any more: one may come at any place that is not settled, and then a
// place before it must be known where a block begins, or one within a block whose codes are known.
void DeflateSplice::settle() {
    if (region_) {
        return;
    }
    for (std::size_t i = checkpoints_until(settled_); i-- > 1;) {
        if (checkpoints_[i].has_block_before) {
            checkpoints_.erase(checkpoints_.begin(),
                               checkpoints_.begin() + static_cast<std::ptrdiff_t>(i) - 1);
            base_.reset();
            is_start_held_ = false;
            break;
        }
    }
    const std::size_t settled = checkpoints_until(settled_);
    if (settled > 0 && checkpoints_[settled - 1].point.text() > oldest_text() + kLongBlock) {
        move_base(settled - 1);
    }
    let_go(first_needed());
}

std::uint64_t DeflateSplice::oldest_text() const {
    return base_ ? base_->text() : is_start_held_ ? 0 : checkpoints_.front().point.text();
}

// The header of a block of stored bytes is needed for as long as something in it may change.
std::uint64_t DeflateSplice::first_needed() const {
    if (!base_) {
        return is_start_held_ ? start_ : checkpoints_.front().point.first_needed();
    }
    const bool is_stored = base_->is_in_block() && base_->block().is_stored;
    const std::uint64_t needed = (is_stored ? base_->block().header : base_->bit()) / 8;
    // A block may be searched for from that checkpoint once another one has begun; the place is a little
    // behind.
    return is_base_checkpoint_ && !checkpoints_.empty()
               ? std::min(needed, checkpoints_.front().point.first_needed())
               : needed;
}

void DeflateSplice::move_base(std::size_t checkpoint) {
    const InflatePoint& point = checkpoints_[checkpoint].point;
    const bool has_same_codes =
        is_base_checkpoint_ && base_ && base_->is_in_block() && !base_->block().is_stored &&
        std::none_of(checkpoints_.begin() + 1,
                     checkpoints_.begin() + static_cast<std::ptrdiff_t>(checkpoint) + 1,
                     [](const Checkpoint& passed) { return passed.has_other_codes; });
    if (!has_same_codes || !move_within_block(point)) {
        base_ = std::make_unique<ExactInflater>(find_start(point.text()));
        go_on(*base_, point.text());
    }
    if (base_->is_in_block() && !base_->block().is_stored) {
        clear_final(base_->block());
    }
    checkpoints_.erase(checkpoints_.begin(), checkpoints_.begin() + static_cast<std::ptrdiff_t>(checkpoint));
    is_base_checkpoint_ = true;
    is_start_held_ = false;
}

// With a little more input the decoder has given all text that it knows, and stands between two symbols.
bool DeflateSplice::move_within_block(const InflatePoint& point) {
    constexpr std::size_t kLittle = 64;
    InflatePoint ahead = point;
    WipedBuffer room(kStep);
    const DeflateInput all = input();
    const std::uint64_t seen =
        std::min<std::uint64_t>(point.packed() + kLittle - all.offset, all.bytes.size());
    while (ahead.step({all.bytes.substr(0, seen), all.offset}, room.room()) > 0) {
    }
    if (!ahead.is_at_symbol() || !ahead.has_codes_of(point) || ahead.text() > settled_) {
        return false;
    }
    base_->go_to(ahead.bit(), ahead.text(), ahead.history());
    return true;
}

// Where a block begins, or is known, at or before this text.
ExactInflater DeflateSplice::find_start(std::uint64_t text) const {
    if (base_ && text - base_->text() <= kSpacing) {
        return *base_;
    }
    const auto find_behind = [&](std::size_t checkpoint, BlockSearch search) -> std::optional<ExactInflater> {
        const InflatePoint& point = checkpoints_[checkpoint].point;
        const bool is_held = point.first_needed() >= window_.offset();
        return is_held ? find_block(point, input(), text, search) : std::nullopt;
    };
    const std::size_t before = checkpoints_until(text);
    std::size_t last = before;
    while (last > 1 && !checkpoints_[last - 1].has_block_before) {
        --last;
    }
    std::optional<ExactInflater> found =
        before > 0 ? find_behind(before - 1, BlockSearch::quick) : std::nullopt;
    found = !found && last > 1 ? find_behind(last - 2, BlockSearch::quick) : std::move(found);
    found = !found && last > 1 ? find_behind(last - 2, BlockSearch::thorough) : std::move(found);
    if (found) {
        return std::move(*found);
    }
    if (base_) {
        return *base_;
    }
    if (!is_start_held_) {
        // The checkpoint in front of which a block was seen may have been thinned out since.
        found = before > 0 ? find_behind(0, BlockSearch::thorough) : std::nullopt;
        if (!found) {
            fail();
        }
        return std::move(*found);
    }
    return {start_ * 8, 0, {}};
}

// All of it was read already, by another decoder, which may find the damage a little later.
ExactInflater::Stop DeflateSplice::run(ExactInflater& exact, std::uint64_t text) const {
    try {
        return exact.run(text, input());
    } catch (const base::DamagedInput&) {
        fail();
    }
}

void DeflateSplice::go_on(ExactInflater& exact, std::uint64_t text) const {
    while (exact.text() < text) {
        if (run(exact, text) == ExactInflater::Stop::input_end ||
            (exact.has_ended() && exact.text() < text)) {
            fail();
        }
    }
}

void DeflateSplice::go_to_end(ExactInflater& exact) const {
    while (!exact.has_ended()) {
        if (run(exact, kEverything) == ExactInflater::Stop::input_end) {
            fail();
        }
    }
    if ((exact.bit() + 7) / 8 != *end_ || exact.text() != scan_text_) {
        fail();
    }
}

void DeflateSplice::pass(std::string_view text) {
    while (region_ && !text.empty()) {
        ExactInflater& exact = region_->exact;
        const std::uint64_t step = std::min<std::uint64_t>(text.size(), kStep);
        std::uint64_t until = settled_ + step;
        if (region_->goal > settled_) {
            until = std::min(until, region_->goal);
        }
        go_on(exact, until);
        const std::size_t count = std::min<std::uint64_t>(text.size(), exact.text() - settled_);
        if (exact.view(settled_, settled_ + count) != text.substr(0, count)) {
            fail();
        }
        add_to_region(text.substr(0, count));
        settled_ += count;
        text.remove_prefix(count);
        if (settled_ == exact.text() && settled_ >= region_->goal && !exact.has_ended()) {
            if (exact.is_in_block() && exact.block().is_stored) {
                region_->goal = settled_ + exact.stored_left();
            } else {
                close_region();
            }
        }
    }
    settled_ += text.size();
}

void DeflateSplice::replace(std::uint64_t count, std::string_view text) {
    if (count == 0 && text.empty()) {
        return;
    }
    if (!region_) {
        begin_region();
    }
    settled_ += count;
    while (region_->exact.text() < settled_) {
        go_on(region_->exact, std::min(settled_, region_->exact.text() + kStep));
    }
    add_to_region(text);
    region_->goal = settled_ + reach_;
}

// Behind the last symbol before the change. Stored bytes have none; their block goes as a whole.
void DeflateSplice::begin_region() {
    ExactInflater exact = find_start(settled_);
    go_on(exact, settled_);
    const bool is_between = exact.text() == settled_;
    std::uint64_t bit = is_between ? exact.bit() : exact.last_symbol_bit();
    std::uint64_t text = is_between ? settled_ : exact.last_symbol_text();
    const bool is_in_codes = exact.is_in_block() && !exact.block().is_stored;
    if (exact.is_in_block() && exact.block().is_stored) {
        bit = exact.block().header;
        text = exact.block().text;
    }
    if (is_in_codes || exact.has_ended()) {
        clear_final(exact.block());
    }
    const DeflateBits header = is_in_codes ? header_before_more(exact.block()) : DeflateBits();
    const std::string_view history =
        exact.view(text - std::min<std::uint64_t>(text, ExactInflater::kHistory), text);
    if (!piece_) {
        piece_ = std::make_unique<DeflatePiece>();
    }
    piece_->begin(bits_before(bit), is_in_codes ? exact.end_of_block() : DeflateCode::Bits{}, history);
    let_go(bit / 8);
    region_ = std::make_unique<Region>(exact, history, static_cast<unsigned>(bit % 8),
                                       is_in_codes ? &header : nullptr);
    base_.reset();
    is_start_held_ = false;
    const ExactInflater& old = region_->exact;
    for (std::uint64_t at = text; at < settled_; at += kStep) {
        add_to_region(old.view(at, std::min(settled_, at + kStep)));
    }
}

void DeflateSplice::add_to_region(std::string_view text) {
    while (!text.empty()) {
        const std::span<char> room = region_->slice.room().subspan(region_->used);
        const std::size_t count = text.copy(room.data(), room.size());
        region_->used += count;
        text.remove_prefix(count);
        if (region_->used == region_->slice.room().size()) {
            piece_->add({region_->slice.room().data(), region_->used});
            write_slice(region_->exact.bit() / 8);
        }
    }
}

// What the piece has so far.
void DeflateSplice::write_slice(std::uint64_t until) {
    const std::string packed = piece_->bits().take_whole_bytes();
    if (!region_->check.follow(packed, {region_->slice.room().data(), std::exchange(region_->used, 0)})) {
        fail();
    }
    exchange(std::max(until, window_.offset()), packed);
}

void DeflateSplice::close_region() {
    ExactInflater& exact = region_->exact;
    const auto phase = static_cast<unsigned>(exact.bit() % 8);
    piece_->add({region_->slice.room().data(), region_->used});
    if (exact.is_in_block()) {
        piece_->end_within_block(exact.block(), phase);
        is_final_cleared_ = is_final_cleared_ || exact.block().is_final;
    } else {
        piece_->end_before_block(phase);
    }
    const std::string packed = piece_->bits().take_whole_bytes();
    if (phase > 0) {
        const auto old = static_cast<unsigned char>(patched(exact.bit() / 8)) & (0xFFU << phase);
        const auto own = static_cast<unsigned char>(piece_->bits().bytes().front());
        std::erase_if(patches_, [&exact](const Patch& patch) { return patch.at <= exact.bit() / 8; });
        patches_.insert(patches_.begin(), {exact.bit() / 8, static_cast<char>(old | own)});
    }
    check_behind(packed);
    exchange(exact.bit() / 8, packed);
    base_ = std::make_unique<ExactInflater>(std::move(exact));
    is_base_checkpoint_ = false;
    region_.reset();
    while (!checkpoints_.empty() && checkpoints_.front().point.first_needed() < window_.offset()) {
        checkpoints_.pop_front();
    }
}

// As far as it goes: what is damaged behind is told when it is read.
void DeflateSplice::run_ahead(ExactInflater& exact, std::uint64_t text) {
    try {
        while (exact.text() < text && !exact.has_ended()) {
            if (exact.run(text, input()) == ExactInflater::Stop::input_end && !window_.more()) {
                return;
            }
        }
    } catch (const base::DamagedInput&) {
    }
}

// The piece's last text, and all that can reach back into what was changed.
void DeflateSplice::check_behind(std::string_view packed) {
    ExactInflater ahead = region_->exact;
    const std::uint64_t from = ahead.text();
    run_ahead(ahead, from + kCheckedBehind);
    std::string behind(packed);
    const std::string_view text = ahead.view(from, ahead.text());
    const std::uint64_t until = std::min(ahead.bit() / 8 + kReadAhead, input().end());
    for (std::uint64_t at = region_->exact.bit() / 8; at < until; ++at) {
        behind += patched(at);
    }
    std::string expected(region_->slice.room().data(), region_->used);
    expected += text;
    const bool fits = expected.size() <= PieceCheck::kMostText;
    bool good = fits && region_->check.follow(behind, expected, true);
    if (!fits) {
        good = region_->check.follow(packed, expected.substr(0, region_->used)) &&
               region_->check.follow(std::string_view(behind).substr(packed.size()), text, true);
    }
    ::explicit_bzero(expected.data(), expected.size());
    if (!good) {
        fail();
    }
}

void DeflateSplice::finish() {
    if (region_) {
        end_region();
    } else if (is_final_cleared_) {
        end_cleared();
    } else {
        let_go(*end_);
    }
}

void DeflateSplice::end_region() {
    go_to_end(region_->exact);
    piece_->add({region_->slice.room().data(), region_->used});
    piece_->end_stream();
    write_slice(*end_);
    if (!region_->check.has_ended()) {
        fail();
    }
    region_.reset();
}

// The block that was the last is not any more, so another one is.
void DeflateSplice::end_cleared() {
    ExactInflater exact = find_start(settled_);
    go_to_end(exact);
    DeflateBits end = bits_before(exact.bit());
    put_last_block(end);
    end.pad();
    let_go(exact.bit() / 8);
    exchange(*end_, end.bytes());
}

void DeflateSplice::clear_final(const DeflateBlock& block) {
    if (!block.is_final || is_final_cleared_) {
        return;
    }
    const std::uint64_t at = block.header / 8;
    const auto value =
        static_cast<char>(static_cast<unsigned char>(patched(at)) & ~(1U << (block.header % 8)));
    std::erase_if(patches_, [at](const Patch& patch) { return patch.at == at; });
    patches_.push_back({at, value});
    is_final_cleared_ = true;
}

char DeflateSplice::patched(std::uint64_t at) const {
    for (const Patch& patch : patches_) {
        if (patch.at == at) {
            return patch.value;
        }
    }
    return window_.bytes()[at - window_.offset()];
}

// Of its byte, as it is written.
DeflateBits DeflateSplice::bits_before(std::uint64_t bit) const {
    DeflateBits before;
    if (bit % 8 > 0) {
        before.put(static_cast<unsigned char>(patched(bit / 8)), static_cast<unsigned>(bit % 8));
    }
    return before;
}

void DeflateSplice::let_go(std::uint64_t until) {
    while (!patches_.empty() && patches_.front().at < until) {
        window_.consume(patches_.front().at - window_.offset());
        window_.replace(1, {&patches_.front().value, 1});
        patches_.erase(patches_.begin());
    }
    if (until > window_.offset()) {
        window_.consume(until - window_.offset());
    }
}

// What was held until there goes away, for these bytes.
void DeflateSplice::exchange(std::uint64_t until, std::string_view bytes) {
    std::erase_if(patches_, [until](const Patch& patch) { return patch.at < until; });
    const std::uint64_t count = until - window_.offset();
    growth_ += static_cast<std::int64_t>(bytes.size()) - static_cast<std::int64_t>(count);
    window_.replace(count, bytes);
}

}  // namespace postern::compression
