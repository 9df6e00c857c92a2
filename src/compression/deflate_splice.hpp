// One stream of deflate data, changed where its text is changed and copied everywhere else.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/byte_window.hpp"
#include "compression/deflate_piece.hpp"
#include "compression/exact_inflater.hpp"
#include "compression/inflate_point.hpp"
#include "compression/piece_check.hpp"

namespace postern::compression {

// Reads a stream that begins somewhere within what a window sees, and is told afterwards, in order, which
// text stays and which does not. The window keeps the packed bytes for so long. Then they pass as they came,
// but for those from a change to 32 KiB of text behind it, as far as a match can reach back: these are
// compressed anew, and the rest follows bit by bit as it was. Each such piece is decoded before it is
// written, with the 32 KiB that follow it. docs/deflate-splice.md has the method and why it is right.
class DeflateSplice {
public:
    static constexpr std::uint64_t kReach = 32 * 1024;  // of a match

    // The data's first byte stands at this offset of the window. A shorter reach is wrong, and for the tests
    // that show it.
    DeflateSplice(base::ByteWindow& window, std::uint64_t start, std::uint64_t reach = kReach);
    ~DeflateSplice();
    DeflateSplice(const DeflateSplice&) = delete;
    DeflateSplice& operator=(const DeflateSplice&) = delete;

    // The next text; nothing at the end, or where much data brings none. Throws DamagedInput.
    std::size_t read(std::span<char> room);
    bool has_ended() const { return end_.has_value(); }
    // Once it has ended: the offset behind its last byte.
    std::uint64_t end() const { return *end_; }
    std::uint64_t text_read() const { return scan_text_; }

    // Until now what was read is held. From now on it may go once it is told what becomes of the text.
    void begin() { is_begun_ = true; }
    // Instead: nothing changes, and what was read needs not be held.
    void pass_all();
    // Before the end: the first byte that reading goes on with.
    std::uint64_t first_held_back() const { return scan_->first_needed(); }

    // What becomes of the text that was read: it stays as it was, or as many bytes of it make room for
    // others. Throws SpliceFailed where that turns out to be impossible.
    void pass(std::string_view text);
    void replace(std::uint64_t count, std::string_view text);
    std::uint64_t text_settled() const { return settled_; }

    // Once all text is settled, and the end was reached: lets go of all its bytes.
    void finish();
    // Whether any of its bytes is not as it came. One may be without a change to the text: a long last block
    // is called so no more before it is known that nothing in it changes.
    bool is_rewritten() const { return is_final_cleared_ || piece_ != nullptr; }
    // By how much its bytes have grown.
    std::int64_t growth() const { return growth_; }

private:
    struct Checkpoint {
        InflatePoint point;
        bool has_block_before;  // since the checkpoint before a block began that find_block() finds
        bool has_other_codes;   // or any other
    };
    struct Patch {
        std::uint64_t at;  // offset in the window's stream
        char value;
    };
    struct Region;

    DeflateInput input() const { return {window_.bytes(), window_.offset()}; }

    void add_checkpoint();
    void thin_out();
    std::size_t checkpoints_until(std::uint64_t text) const;
    void settle();
    void move_base(std::size_t checkpoint);
    bool move_within_block(const InflatePoint& point);
    std::uint64_t oldest_text() const;
    std::uint64_t first_needed() const;
    ExactInflater find_start(std::uint64_t text) const;
    ExactInflater::Stop run(ExactInflater& exact, std::uint64_t text) const;
    void go_on(ExactInflater& exact, std::uint64_t text) const;
    void go_to_end(ExactInflater& exact) const;

    void begin_region();
    void add_to_region(std::string_view text);
    void write_slice(std::uint64_t until);
    void close_region();
    void run_ahead(ExactInflater& exact, std::uint64_t text);
    void check_behind(std::string_view packed);
    void end_region();
    void end_cleared();

    void clear_final(const DeflateBlock& block);
    char patched(std::uint64_t at) const;
    DeflateBits bits_before(std::uint64_t bit) const;
    void let_go(std::uint64_t until);
    void exchange(std::uint64_t until, std::string_view bytes);

    base::ByteWindow& window_;
    std::uint64_t start_;
    std::uint64_t reach_;
    std::optional<InflatePoint> scan_;
    std::uint64_t scan_text_ = 0;
    std::uint64_t checkpoint_text_ = 0;
    std::optional<std::uint64_t> end_;
    bool is_begun_ = false;
    bool is_passing_ = false;
    std::uint64_t settled_ = 0;
    std::deque<Checkpoint> checkpoints_;
    bool is_start_held_ = true;
    std::unique_ptr<ExactInflater>
        base_;                         // the earliest place to start from; none: the start, or a checkpoint
    bool is_base_checkpoint_ = false;  // it is at the first checkpoint
    std::vector<Patch> patches_;       // in order, of bytes that are held
    bool is_final_cleared_ = false;    // no block is the last any more
    std::int64_t growth_ = 0;
    std::unique_ptr<DeflatePiece> piece_;
    std::unique_ptr<Region> region_;
};

}  // namespace postern::compression
