#include "compression/splicing_decoder.hpp"

#include <algorithm>
#include <cstring>

#include "compression/crc32.hpp"
#include "compression/gzip_header.hpp"
#include "compression/splice_failed.hpp"
#include "compression/stream_reader.hpp"

namespace postern::compression {

namespace {

constexpr std::size_t kTrailerSize = 8;
constexpr std::size_t kLongestHeader = 1024 * 1024;
constexpr std::size_t kMostUndecided = 256 * 1024;
constexpr std::uint64_t kMostBesideText = 16 * 1024 * 1024;  // packed bytes that are held and bring no text

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 4; i-- > 0;) {
        value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
    }
    return value;
}

void append_number(std::string& bytes, std::uint32_t value) {
    for (unsigned i = 0; i < 4; ++i) {
        bytes.push_back(static_cast<char>(value >> (8 * i)));
    }
}

[[noreturn]] void fail_short() {
    throw base::DamagedInput("the compressed data ends too early: cut short");
}

[[noreturn]] void fail_without_text() {
    throw SpliceFailed("too much of the compressed data holds no text");
}

struct TextFacts {
    std::uint32_t crc = 0;
    std::uint32_t size = 0;  // what fits of it

    void add(std::string_view text) {
        crc = crc32(crc, text);
        size += static_cast<std::uint32_t>(text.size());
    }
    bool operator==(const TextFacts&) const = default;
};

}  // namespace

struct SplicingDecoder::Member {
    Member(base::ByteWindow& window, std::uint64_t start, std::uint64_t reach, bool states_size)
        : splice(window, start, reach), states_packed_size(states_size) {}

    bool has_unsettled() const { return splice.text_settled() < splice.text_read(); }

    DeflateSplice splice;
    bool states_packed_size;
    bool is_whole = false;  // its trailer was read
    bool is_changed = false;
    TextFacts old_text;
    TextFacts new_text;
};

bool can_be_spliced(Codec codec, base::ByteWindow& window) {
    if (codec == Codec::deflate) {
        return true;
    }
    if (codec != Codec::gzip) {
        return false;
    }
    try {
        auto header = parse_gzip_header(window.bytes());
        while (!header && window.bytes().size() < kLongestHeader && window.more()) {
            header = parse_gzip_header(window.bytes());
        }
        return header && !header->states_packed_size;
    } catch (const base::DamagedInput&) {
        return false;
    }
}

SplicingDecoder::SplicingDecoder(DeflateWrapper wrapper, base::ByteWindow& window, ExpansionGuard& guard,
                                 std::uint64_t reach)
    : wrapper_(wrapper),
      window_(window),
      guard_(guard),
      reach_(reach),
      start_(window.offset()),
      next_(start_),
      place_(wrapper == DeflateWrapper::gzip ? Place::header : Place::inside) {
    guard_.expect(wrapper == DeflateWrapper::gzip ? Codec::gzip : Codec::deflate);
    if (place_ == Place::inside) {
        members_.push_back(std::make_unique<Member>(window_, next_, reach_, false));
    }
    old_.reserve(kMostUndecided);
    new_.reserve(kMostUndecided);
}

SplicingDecoder::~SplicingDecoder() {
    ::explicit_bzero(old_.data(), old_.size());
    ::explicit_bzero(new_.data(), new_.size());
}

std::size_t SplicingDecoder::read(std::span<char> buffer) {
    std::size_t count = 0;
    while (count == 0 && place_ != Place::end && !buffer.empty()) {
        if (used_ == UsedBytes::held && next_ - start_ > CompressedInput::kMostHeld) {
            throw base::DamagedInput("the compressed data goes on too long before its text begins");
        }
        count = go_on(buffer);
        forget_empty_member();
        refuse_without_text();
    }
    unsettled_ += used_ == UsedBytes::passed ? 0 : count;
    if (used_ == UsedBytes::passed) {
        pass_read();
    }
    guard_.produced(count);
    return count;
}

std::size_t SplicingDecoder::go_on(std::span<char> buffer) {
    switch (place_) {
        case Place::header:
            read_header();
            break;
        case Place::inside:
            return read_member(buffer);
        case Place::trailer:
            read_trailer();
            break;
        case Place::behind:
            look_behind();
            break;
        case Place::end:
            break;
    }
    return 0;
}

// Once nothing but text makes held bytes go.
void SplicingDecoder::refuse_without_text() const {
    if (used_ == UsedBytes::dropped && next_ > window_.offset() + unsettled_ + kMostBesideText) {
        fail_without_text();
    }
}

// Its bytes then pass as what stands behind the member before.
void SplicingDecoder::forget_empty_member() {
    if (members_.size() > 1 && members_.back()->is_whole && members_.back()->splice.text_read() == 0) {
        members_.pop_back();
    }
}

bool SplicingDecoder::see(std::uint64_t until) {
    while (window_.offset() + window_.bytes().size() < until) {
        if (!window_.more()) {
            return false;
        }
    }
    return true;
}

void SplicingDecoder::read_header() {
    auto header = parse_gzip_header(bytes_at(next_));
    while (!header) {
        if (bytes_at(next_).size() > kLongestHeader) {
            throw base::DamagedInput(std::string(kDamaged));
        }
        if (!window_.more()) {
            fail_short();
        }
        header = parse_gzip_header(bytes_at(next_));
    }
    next_ += header->size;
    members_.push_back(std::make_unique<Member>(window_, next_, reach_, header->states_packed_size));
    if (used_ == UsedBytes::dropped) {
        begin_first();
    } else if (used_ == UsedBytes::passed) {
        members_.back()->splice.pass_all();
    }
    place_ = Place::inside;
}

std::size_t SplicingDecoder::read_member(std::span<char> buffer) {
    Member& member = *members_.back();
    const std::size_t count = member.splice.read(buffer);
    if (wrapper_ == DeflateWrapper::gzip) {
        member.old_text.add({buffer.data(), count});
    }
    if (member.splice.has_ended()) {
        next_ = member.splice.end();
        const bool alone = wrapper_ != DeflateWrapper::gzip;
        member.is_whole = alone;
        place_ = alone ? Place::end : Place::trailer;
    } else {
        next_ = member.splice.first_held_back();
    }
    return count;
}

void SplicingDecoder::read_trailer() {
    if (!see(next_ + kTrailerSize)) {
        fail_short();
    }
    Member& member = *members_.back();
    const std::string_view trailer = bytes_at(next_);
    if (member.old_text != TextFacts{number_at(trailer, 0), number_at(trailer, 4)}) {
        throw base::DamagedInput(std::string(kDamaged));
    }
    member.is_whole = true;
    next_ += kTrailerSize;
    place_ = Place::behind;
}

void SplicingDecoder::look_behind() {
    place_ = Place::end;
    if (!pass_padding()) {
        return;
    }
    see(next_ + kLongestMagic);
    if (begins_stream(Codec::gzip, bytes_at(next_))) {
        place_ = Place::header;
    } else {
        junk_ = Skip{next_, "the bytes behind the gzip data are not gzip: not read"};
    }
}

// False when nothing is behind it.
bool SplicingDecoder::pass_padding() {
    const std::uint64_t first = next_;
    do {
        const std::string_view bytes = bytes_at(next_);
        const std::size_t padding = std::min(bytes.find_first_not_of('\0'), bytes.size());
        next_ += padding;
        if (padding < bytes.size()) {
            return true;
        }
        if (used_ == UsedBytes::passed) {
            pass_read();
        } else if (next_ - first > kMostBesideText) {
            fail_without_text();
        }
    } while (window_.more());
    return false;
}

void SplicingDecoder::let_go(UsedBytes used) {
    used_ = used;
    if (used == UsedBytes::passed) {
        for (const auto& member : members_) {
            member->splice.pass_all();
        }
        pass_read();
    }
}

void SplicingDecoder::pass_read() {
    while (!members_.empty() && (members_.size() > 1 || members_.front()->is_whole)) {
        members_.pop_front();
    }
    if (next_ > window_.offset()) {
        window_.consume(next_ - window_.offset());
    }
}

void SplicingDecoder::begin() {
    used_ = UsedBytes::dropped;
    begin_first();
}

// Bytes of the others stand behind some that must wait.
void SplicingDecoder::begin_first() {
    if (!members_.empty()) {
        members_.front()->splice.begin();
    }
}

// The one that what is told next is about. Text of nobody's is added to the end of the one before.
SplicingDecoder::Member& SplicingDecoder::member_for(bool takes_text) {
    while (members_.empty()) {
        read_header();
    }
    while (takes_text && !members_.front()->has_unsettled() && members_.size() > 1) {
        end_member();
    }
    return *members_.front();
}

void SplicingDecoder::pass(std::string_view text) {
    if (!text.empty()) {
        decide();
        pass_on(text);
    }
}

void SplicingDecoder::replace(std::string_view old, std::string_view text) {
    if (old_.size() + old.size() + new_.size() + text.size() > kMostUndecided) {
        decide();
        exchange(old.size(), text);
        return;
    }
    old_ += old;
    new_ += text;
}

// Only what is different is a change.
void SplicingDecoder::decide() {
    if (old_.empty() && new_.empty()) {
        return;
    }
    const std::string_view old = old_;
    const std::string_view text = new_;
    const std::size_t shorter = std::min(old.size(), text.size());
    const auto front = static_cast<std::size_t>(
        std::mismatch(old.begin(), old.begin() + static_cast<std::ptrdiff_t>(shorter), text.begin()).first -
        old.begin());
    std::size_t back = 0;
    while (back < shorter - front && old[old.size() - 1 - back] == text[text.size() - 1 - back]) {
        ++back;
    }
    pass_on(old.substr(0, front));
    if (front + back < std::max(old.size(), text.size())) {
        exchange(old.size() - front - back, text.substr(front, text.size() - front - back));
    }
    pass_on(old.substr(old.size() - back));
    ::explicit_bzero(old_.data(), old_.size());
    ::explicit_bzero(new_.data(), new_.size());
    old_.clear();
    new_.clear();
}

void SplicingDecoder::pass_on(std::string_view text) {
    while (!text.empty()) {
        Member& member = member_for(true);
        const std::size_t count =
            std::min<std::uint64_t>(text.size(), member.splice.text_read() - member.splice.text_settled());
        if (count == 0) {
            throw SpliceFailed("more text was written than there is");
        }
        member.splice.pass(text.substr(0, count));
        unsettled_ -= count;
        add_facts(member, text.substr(0, count));
        text.remove_prefix(count);
    }
}

void SplicingDecoder::exchange(std::uint64_t count, std::string_view text) {
    do {
        Member& member = member_for(count > 0);
        const std::uint64_t here = std::min(count, member.splice.text_read() - member.splice.text_settled());
        if (here < count && !member.is_whole) {
            throw SpliceFailed("more text was replaced than there is");
        }
        member.splice.replace(here, text);
        unsettled_ -= here;
        add_facts(member, text);
        member.is_changed = true;
        has_changed_ = true;
        count -= here;
        text = {};
    } while (count > 0);
}

// Who has deflate data alone knows its text's checksum himself.
void SplicingDecoder::add_facts(Member& member, std::string_view text) const {
    if (wrapper_ == DeflateWrapper::gzip) {
        member.new_text.add(text);
    }
}

void SplicingDecoder::end_member() {
    Member& member = *members_.front();
    member.splice.finish();
    growth_ += member.splice.growth();
    was_rewritten_ = was_rewritten_ || member.splice.is_rewritten();
    if (member.splice.is_rewritten() && member.states_packed_size) {
        throw SpliceFailed("a member of the gzip data states its packed size");
    }
    if (member.is_changed && wrapper_ == DeflateWrapper::gzip) {
        std::string trailer;
        append_number(trailer, member.new_text.crc);
        append_number(trailer, member.new_text.size);
        window_.replace(kTrailerSize, trailer);
    }
    members_.pop_front();
    begin_first();
}

// What still waits is about to be decided.
bool SplicingDecoder::is_restated() const {
    const bool is_rewritten =
        was_rewritten_ || std::any_of(members_.begin(), members_.end(),
                                      [](const auto& member) { return member->splice.is_rewritten(); });
    return is_rewritten && !has_changed_ && old_ == new_;
}

void SplicingDecoder::finish() {
    decide();
    while (!members_.empty()) {
        Member& member = *members_.front();
        if (!member.is_whole) {
            throw base::DamagedInput("the compressed data was not read to its end");
        }
        if (member.has_unsettled()) {
            exchange(member.splice.text_read() - member.splice.text_settled(), {});
        }
        end_member();
    }
    if (next_ > window_.offset()) {
        window_.consume(next_ - window_.offset());
    }
}

}  // namespace postern::compression
