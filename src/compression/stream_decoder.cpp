#include "compression/stream_decoder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace postern::compression {

StreamDecoder::StreamDecoder(Codec codec, std::unique_ptr<StreamReader> reader, CompressedInput input,
                             ExpansionGuard& guard)
    : codec_(codec), reader_(std::move(reader)), input_(input), guard_(guard) {}

std::size_t StreamDecoder::read(std::span<char> buffer) {
    std::size_t count = 0;
    while (count == 0 && place_ != Place::end && !buffer.empty()) {
        if (place_ == Place::behind) {
            look_behind();
        } else {
            count = step(buffer);
        }
    }
    guard_.produced(count);
    return count;
}

// What came out before a damaged place is still given; the damage is told by the next call.
std::size_t StreamDecoder::step(std::span<char> buffer) {
    if (!damage_.empty()) {
        throw base::DamagedInput(damage_);
    }
    const ReadProgress progress = reader_->step(input_.unused(), buffer);
    input_.use(progress.used);
    damage_ = progress.damage;
    if (progress.ended) {
        const bool alone = codec_ == Codec::zlib || codec_ == Codec::deflate;
        place_ = alone ? Place::end : Place::behind;
    } else if (damage_.empty() && progress.used == 0 && progress.produced == 0 && !input_.more()) {
        damage_ = "the compressed data ends too early: cut short";
    }
    return progress.produced;
}

void StreamDecoder::look_behind() {
    if (!pass_padding()) {
        place_ = Place::end;
        return;
    }
    while (input_.unused().size() < kLongestMagic && input_.more()) {
    }
    if (begins_stream(codec_, input_.unused())) {
        reader_->restart();
        place_ = Place::inside;
        return;
    }
    junk_ = Skip{input_.offset(),
                 fmt::format("the bytes behind the {0} data are not {0}: not read", codec_name(codec_))};
    place_ = Place::end;
}

// False when nothing is behind it.
bool StreamDecoder::pass_padding() {
    do {
        const std::string_view bytes = input_.unused();
        const std::size_t padding = std::min(bytes.find_first_not_of('\0'), bytes.size());
        input_.use(padding);
        if (padding < bytes.size()) {
            return true;
        }
    } while (input_.more());
    return false;
}

}  // namespace postern::compression
