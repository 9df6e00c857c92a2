#include "compression/stream_encoder.hpp"

#include <utility>

namespace postern::compression {

namespace {

constexpr std::size_t kBufferSize = 64 * 1024;

}  // namespace

StreamEncoder::StreamEncoder(std::unique_ptr<StreamWriter> writer, base::ByteSink& output)
    : writer_(std::move(writer)), output_(output), buffer_(kBufferSize) {}

void StreamEncoder::write(std::string_view text) {
    while (!text.empty()) {
        const WriteProgress progress = writer_->step(text, buffer_.room());
        pass_on(progress);
        text.remove_prefix(progress.used);
    }
}

void StreamEncoder::finish() {
    WriteProgress progress;
    do {
        progress = writer_->finish(buffer_.room());
        pass_on(progress);
    } while (!progress.ended);
}

void StreamEncoder::pass_on(const WriteProgress& progress) {
    if (progress.produced > 0) {
        output_.write({buffer_.room().data(), progress.produced});
    }
}

}  // namespace postern::compression
