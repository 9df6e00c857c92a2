#include "target/compressed_layer.hpp"

namespace postern::target {

using compression::UsedBytes;

CompressedLayer::CompressedLayer(base::ByteWindow& packed, compression::Codec codec,
                                 compression::ExpansionGuard& guard, Packing packing)
    : sink_(packed), codec_(codec), packing_(packing) {
    if (packed.has_output() && packing == Packing::spliced && codec == compression::Codec::gzip &&
        compression::can_be_spliced(codec, packed)) {
        auto splicing =
            std::make_unique<compression::SplicingDecoder>(compression::DeflateWrapper::gzip, packed, guard);
        splicing_ = splicing.get();
        decoder_ = std::move(splicing);
    } else {
        decoder_ = compression::make_decoder(codec, packed, guard,
                                             packed.has_output() ? UsedBytes::held : UsedBytes::passed);
    }
}

std::optional<std::string_view> CompressedLayer::packed_whole() const {
    if (splicing_ != nullptr) {
        return std::nullopt;
    }
    if (packing_ == Packing::anew) {
        return "";
    }
    return codec_ == compression::Codec::gzip ? "its members state their packed size"
                                              : "only gzip and ZIP data can be changed in parts";
}

bool CompressedLayer::is_restated() const {
    return splicing_ != nullptr ? splicing_->is_restated() : encoder_ != nullptr && !has_changed_;
}

void CompressedLayer::start_anew() {
    if (splicing_ != nullptr) {
        splicing_->begin();
        return;
    }
    decoder_->let_go(UsedBytes::dropped);
    encoder_ = compression::make_encoder(codec_, sink_);
}

void CompressedLayer::put(std::string_view bytes) {
    if (splicing_ != nullptr) {
        splicing_->pass(bytes);
    } else {
        encoder_->write(bytes);
    }
}

void CompressedLayer::change(std::string_view old, std::string_view bytes) {
    if (splicing_ != nullptr) {
        splicing_->replace(old, bytes);
    } else {
        has_changed_ = has_changed_ || old != bytes;
        encoder_->write(bytes);
    }
}

void CompressedLayer::finish() {
    if (!is_begun()) {
        decoder_->let_go(UsedBytes::passed);
    } else if (splicing_ != nullptr) {
        splicing_->finish();
    } else {
        encoder_->finish();
    }
}

}  // namespace postern::target
