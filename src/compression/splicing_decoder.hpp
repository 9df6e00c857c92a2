// The text of deflate data that may be changed, and the way back that copies all else as it was packed.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string_view>

#include "compression/decoder.hpp"
#include "compression/deflate_splice.hpp"
#include "compression/deflate_wrapper.hpp"

namespace postern::compression {

// Whether the stream at the window's front can be changed so. One whose members state their packed size
// cannot: bgzip's, dictzip's.
bool can_be_spliced(Codec codec, base::ByteWindow& window);

// gzip members one behind the other, or deflate data alone. What was read is held until let_go() says that it
// passes as it came, or begin() that the text may change.
class SplicingDecoder : public Decoder {
public:
    SplicingDecoder(DeflateWrapper wrapper, base::ByteWindow& window, ExpansionGuard& guard,
                    std::uint64_t reach = DeflateSplice::kReach);
    ~SplicingDecoder() override;

    std::size_t read(std::span<char> buffer) override;
    void let_go(UsedBytes used) override;
    std::uint64_t compressed_size() const override { return next_ - start_; }
    const std::optional<Skip>& trailing_junk() const override { return junk_; }
    std::uint64_t window_size() const override { return 0; }

    void begin();
    // Of the text that was read, in order: what stays, and what other text stands for. What nothing was said
    // of when finish() is called is gone.
    void pass(std::string_view text);
    void replace(std::string_view old, std::string_view text);
    void finish();

    // Once all text was told of: whether packed bytes are not as they came although no text is another.
    bool is_restated() const;

    // Once it was finished: by how much the packed bytes have grown.
    std::int64_t growth() const { return growth_; }

private:
    struct Member;
    enum class Place { header, inside, trailer, behind, end };

    std::size_t go_on(std::span<char> buffer);
    std::size_t read_member(std::span<char> buffer);
    void refuse_without_text() const;
    void forget_empty_member();
    bool see(std::uint64_t until);
    void read_header();
    void read_trailer();
    void look_behind();
    bool pass_padding();
    void pass_read();
    std::string_view bytes_at(std::uint64_t offset) const {
        return window_.bytes().substr(offset - window_.offset());
    }
    void begin_first();
    void decide();
    void pass_on(std::string_view text);
    void exchange(std::uint64_t count, std::string_view text);
    Member& member_for(bool takes_text);
    void add_facts(Member& member, std::string_view text) const;
    void end_member();

    DeflateWrapper wrapper_;
    base::ByteWindow& window_;
    ExpansionGuard& guard_;
    std::uint64_t reach_;
    std::uint64_t start_;
    std::uint64_t next_;  // what was not looked at yet
    Place place_;
    UsedBytes used_ = UsedBytes::held;
    std::deque<std::unique_ptr<Member>> members_;  // whose text is not settled yet
    std::optional<Skip> junk_;
    std::int64_t growth_ = 0;
    bool has_changed_ = false;     // any text
    bool was_rewritten_ = false;   // any member that was ended
    std::uint64_t unsettled_ = 0;  // of text
    // A replacement whose parts may still be coming: what is taken out and put back again has not changed.
    std::string old_;
    std::string new_;
};

}  // namespace postern::compression
