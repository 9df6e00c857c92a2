#include "source/pg_block_output.hpp"

#include <cstring>

#include "source/pg_block_codec.hpp"

namespace postern::source {

namespace {

constexpr std::size_t kMostKept = 8 * 1024 * 1024;
constexpr std::size_t kRoom = 2 * kMostKept;  // an encoder gives much at once
constexpr std::size_t kPiece = 64 * 1024;

}  // namespace

PgBlockOutput::Substitute::Substitute(base::ByteWindow& window) : window_(window) {
    kept_.reserve(kRoom);
}

PgBlockOutput::Substitute::~Substitute() {
    ::explicit_bzero(kept_.data(), kept_.size());
}

void PgBlockOutput::Substitute::write(std::string_view bytes) {
    if (released_) {
        window_.insert(bytes);
    } else {
        kept_ += bytes;
    }
}

void PgBlockOutput::Substitute::release() {
    window_.insert(kept_);
    ::explicit_bzero(kept_.data(), kept_.size());
    kept_.clear();
    released_ = true;
}

PgBlockOutput::PgBlockOutput(PgArchiveInput& input, PgChunkInput& original)
    : original_(original), substitute_(input.window()), chunks_(substitute_, input.head().number_size) {
    if (const auto codec = pg_block_codec(input.head().compression)) {
        encoder_ = compression::make_encoder(*codec, chunks_);
    }
}

void PgBlockOutput::write(std::string_view text) {
    while (!text.empty()) {
        const std::string_view piece = text.substr(0, kPiece);
        if (encoder_ != nullptr) {
            encoder_->write(piece);
        } else {
            chunks_.write(piece);
        }
        text.remove_prefix(piece.size());
        if (original_.used() > kMostKept || substitute_.size() > kMostKept) {
            change();
        }
    }
}

void PgBlockOutput::change() {
    if (!changed_) {
        original_.let_go(compression::UsedBytes::dropped);
        substitute_.release();
        changed_ = true;
    }
}

void PgBlockOutput::finish() {
    if (!changed_) {
        original_.let_go(compression::UsedBytes::passed);
        return;
    }
    if (encoder_ != nullptr) {
        encoder_->finish();
    }
    chunks_.finish();
}

}  // namespace postern::source
