#include "compression/piece_check.hpp"

#include "base/byte_stream.hpp"

namespace postern::compression {

// A header begins at such a bit that the piece's first bit keeps its place in its byte.
PieceCheck::PieceCheck(std::string_view history, unsigned phase, const DeflateBits* header) : phase_(phase) {
    DeflateBits lead;
    unsigned unused = phase;
    if (header != nullptr) {
        unused = (phase + 8 - header->phase()) % 8;
        lead.put(0, unused);
        lead.put(*header);
    } else {
        lead.put(0, phase);
    }
    lead_ = lead.bytes();
    point_.begin_with(history, 0, 0);
    unused_ = unused;
}

bool PieceCheck::follow(std::string_view packed, std::string_view text, bool may_have_more) {
    std::string whole;
    if (is_first_ && !packed.empty()) {
        is_first_ = false;
        if (phase_ > 0) {
            lead_.back() = static_cast<char>(static_cast<unsigned char>(lead_.back()) |
                                             (static_cast<unsigned char>(packed[0]) & (0xFFU << phase_)));
            packed.remove_prefix(1);
        }
        whole = lead_;
        whole += packed;
        if (unused_ > 0) {
            point_.begin_with({}, static_cast<unsigned char>(whole[0]) >> unused_, 8 - unused_);
            whole.erase(0, 1);
        }
        packed = whole;
    }
    const DeflateInput input{packed, point_.packed()};
    const std::span<char> room = room_.room().first(text.size() + (may_have_more ? 0 : 1));
    std::size_t produced = 0;
    try {
        std::size_t count = 1;
        while (count > 0 && produced < room.size()) {
            count = point_.step(input, room.subspan(produced));
            produced += count;
        }
    } catch (const base::DamagedInput&) {
        return false;
    }
    return std::string_view(room.data(), produced) == text;
}

}  // namespace postern::compression
