// A compressed stream as a layer: gzip and its like.
#pragma once

#include <cstdint>
#include <memory>

#include "base/window_sink.hpp"
#include "compression/decoder.hpp"
#include "compression/encoder.hpp"
#include "compression/splicing_decoder.hpp"
#include "target/layer.hpp"

namespace postern::target {

// What stands behind the last member or frame stays in the window.
class CompressedLayer : public Layer {
public:
    CompressedLayer(base::ByteWindow& packed, compression::Codec codec, compression::ExpansionGuard& guard,
                    Packing packing);

    base::ByteSource& text() override { return *decoder_; }

    std::optional<std::string_view> packed_whole() const override;
    bool is_restated() const override;

    // Once the text was written to its end, or left: ends what was packed anew, or lets the packed bytes that
    // were read pass.
    void finish();

    // Once the end was reached.
    const std::optional<Skip>& trailing_junk() const { return decoder_->trailing_junk(); }

    // Bytes of memory that unpacking takes beside the windows here.
    std::uint64_t memory() const { return decoder_->window_size(); }

private:
    void start_anew() override;
    void put(std::string_view bytes) override;
    void change(std::string_view old, std::string_view bytes) override;

    base::WindowSink sink_;
    compression::Codec codec_;
    Packing packing_;
    std::unique_ptr<compression::Decoder> decoder_;
    compression::SplicingDecoder* splicing_ = nullptr;  // the decoder, if it can
    std::unique_ptr<compression::Encoder> encoder_;
    bool has_changed_ = false;  // of what is packed anew
};

}  // namespace postern::target
