#include "compression/deflate_piece.hpp"

#include <isa-l/igzip_lib.h>

#include <algorithm>
#include <cstring>

#include "compression/wiped_buffer.hpp"

// Source of the format: RFC 1951, section 3.2.3.
namespace postern::compression {

namespace {

constexpr std::uint64_t kStored = 0;
constexpr std::uint64_t kFixed = 1;
constexpr std::uint64_t kDynamic = 2;
constexpr std::uint64_t kEndOfBlock = 0;  // in the fixed codes, 7 bits

void put_block(DeflateBits& bits, bool is_last, std::uint64_t type) {
    bits.put(is_last ? 1 : 0, 1);
    bits.put(type, 2);
}

// Ends with a byte, wherever it begins.
void put_empty_stored(DeflateBits& bits) {
    put_block(bits, false, kStored);
    bits.pad();
    bits.put(0xFFFF0000, 32);
}

// 10 bits: two further within a byte.
void put_empty_fixed(DeflateBits& bits) {
    put_block(bits, false, kFixed);
    bits.put(kEndOfBlock, 7);
}

// 95 bits: one less than whole bytes. Both its codes have two symbols of one bit each, as some decoders take
// no code that is not complete: literal 0 and the end of the block, distances 1 and 2. Of the code of lengths
// 0 stands for "1", and 1 for 18, "many zeros".
void put_empty_dynamic(DeflateBits& bits) {
    constexpr unsigned kListed = 19;
    put_block(bits, false, kDynamic);
    bits.put(0, 5);  // 257 literals and lengths
    bits.put(1, 5);  // 2 distances
    bits.put(kListed - 4, 4);
    for (unsigned i = 0; i < kListed; ++i) {
        const bool is_used = i == 2 || i == 17;  // where 18 and 1 stand in the order of that list
        bits.put(is_used ? 1 : 0, 3);
    }
    bits.put(0, 1);
    for (const unsigned zeros : {138U, 117U}) {  // literals 1 to 255
        bits.put(1, 1);
        bits.put(zeros - 11, 7);
    }
    bits.put(0, 3);  // the end of the block, and both distances
    bits.put(1, 1);  // and here it is
}

}  // namespace

struct DeflatePiece::Encoder {
    isal_zstream stream;
    WipedBuffer level_buffer{ISAL_DEF_LVL3_DEFAULT};
    WipedBuffer room{64 * 1024};
};

DeflatePiece::DeflatePiece() : encoder_(std::make_unique<Encoder>()) {}

DeflatePiece::~DeflatePiece() {
    ::explicit_bzero(&encoder_->stream, sizeof encoder_->stream);
}

void DeflatePiece::begin(const DeflateBits& before, DeflateCode::Bits end_of_block,
                         std::string_view history) {
    bits_ = before;
    bits_.put(end_of_block.value, end_of_block.count);
    if (bits_.phase() != 0) {
        put_empty_stored(bits_);
    }
    isal_zstream& stream = encoder_->stream;
    isal_deflate_init(&stream);
    stream.level = ISAL_DEF_MAX_LEVEL;
    stream.level_buf = reinterpret_cast<std::uint8_t*>(encoder_->level_buffer.room().data());
    stream.level_buf_size = static_cast<std::uint32_t>(encoder_->level_buffer.room().size());
    if (!history.empty()) {
        isal_deflate_set_dict(&stream, reinterpret_cast<std::uint8_t*>(const_cast<char*>(history.data())),
                              static_cast<std::uint32_t>(history.size()));
    }
}

void DeflatePiece::add(std::string_view text) {
    if (text.empty()) {
        return;
    }
    isal_zstream& stream = encoder_->stream;
    const std::span<char> room = encoder_->room.room();
    stream.next_in = reinterpret_cast<std::uint8_t*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<std::uint32_t>(text.size());
    stream.flush = SYNC_FLUSH;
    do {
        stream.next_out = reinterpret_cast<std::uint8_t*>(room.data());
        stream.avail_out = static_cast<std::uint32_t>(room.size());
        isal_deflate(&stream);
        bits_.append({room.data(), room.size() - stream.avail_out});
    } while (stream.avail_out == 0 || stream.avail_in > 0);
}

// Two further by each block of 10 bits, one back by that of 95.
void DeflatePiece::go_to_phase(unsigned phase) {
    if ((bits_.phase() ^ phase) & 1U) {
        put_empty_dynamic(bits_);
    }
    while (bits_.phase() != phase) {
        put_empty_fixed(bits_);
    }
}

void DeflatePiece::end_before_block(unsigned phase) {
    go_to_phase(phase);
}

void DeflatePiece::end_within_block(const DeflateBlock& block, unsigned phase) {
    const DeflateBits header = header_before_more(block);
    go_to_phase((phase + 8 - header.phase()) % 8);
    bits_.put(header);
}

void DeflatePiece::end_stream() {
    put_last_block(bits_);
    bits_.pad();
}

DeflateBits header_before_more(const DeflateBlock& block) {
    DeflateBits header = block.header_bits;
    header.clear_bit(0);
    return header;
}

void put_last_block(DeflateBits& bits) {
    put_block(bits, true, kFixed);
    bits.put(kEndOfBlock, 7);
}

}  // namespace postern::compression
