#include "target/compressed_layer.hpp"

namespace postern::target {

using compression::UsedBytes;

CompressedLayer::CompressedLayer(base::ByteWindow& packed, compression::Codec codec,
                                 compression::ExpansionGuard& guard)
    : sink_(packed),
      codec_(codec),
      decoder_(compression::make_decoder(codec, packed, guard,
                                         packed.has_output() ? UsedBytes::held : UsedBytes::passed)) {}

void CompressedLayer::start_anew() {
    decoder_->let_go(UsedBytes::dropped);
    encoder_ = compression::make_encoder(codec_, sink_);
}

void CompressedLayer::finish() {
    if (is_begun()) {
        encoder_->finish();
    } else {
        decoder_->let_go(UsedBytes::passed);
    }
}

}  // namespace postern::target
