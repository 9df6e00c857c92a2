// The text of a splicing decoder as the output of a window.
#pragma once

#include "base/byte_stream.hpp"
#include "compression/splicing_decoder.hpp"

namespace postern::test {

class SplicingLayer : public base::ByteSink {
public:
    explicit SplicingLayer(compression::SplicingDecoder& decoder) : decoder_(decoder) {}
    void write(std::string_view bytes) override { decoder_.pass(bytes); }
    void replace(std::string_view old, std::string_view bytes) override { decoder_.replace(old, bytes); }

private:
    compression::SplicingDecoder& decoder_;
};

}  // namespace postern::test
