// A stream writer's bytes, passed on to a sink.
#pragma once

#include <memory>

#include "compression/encoder.hpp"
#include "compression/stream_writer.hpp"
#include "compression/wiped_buffer.hpp"

namespace postern::compression {

class StreamEncoder : public Encoder {
public:
    StreamEncoder(std::unique_ptr<StreamWriter> writer, base::ByteSink& output);

    void write(std::string_view text) override;
    void finish() override;

private:
    void pass_on(const WriteProgress& progress);

    std::unique_ptr<StreamWriter> writer_;
    base::ByteSink& output_;
    WipedBuffer buffer_;
};

}  // namespace postern::compression
