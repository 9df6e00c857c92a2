// The streams of one compression, one behind the other, as one text.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "compression/codec.hpp"
#include "compression/decoder.hpp"
#include "compression/stream_reader.hpp"

namespace postern::compression {

// What is the same for every compression: where a stream ends, what stands behind it, and how damage is told.
class StreamDecoder : public Decoder {
public:
    StreamDecoder(Codec codec, std::unique_ptr<StreamReader> reader, CompressedInput input,
                  ExpansionGuard& guard);

    std::size_t read(std::span<char> buffer) override;
    void let_go(UsedBytes used) override { input_.let_go(used); }
    std::uint64_t compressed_size() const override { return input_.used(); }
    const std::optional<Skip>& trailing_junk() const override { return junk_; }
    std::uint64_t window_size() const override { return reader_->window_size(); }

private:
    enum class Place { inside, behind, end };

    std::size_t step(std::span<char> buffer);
    void look_behind();
    bool pass_padding();

    Codec codec_;
    std::unique_ptr<StreamReader> reader_;
    CompressedInput input_;
    ExpansionGuard& guard_;
    Place place_ = Place::inside;
    std::string damage_;
    std::optional<Skip> junk_;
};

}  // namespace postern::compression
