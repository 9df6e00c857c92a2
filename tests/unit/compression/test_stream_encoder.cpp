#include "compression/stream_encoder.hpp"

#include "catch.hpp"
#include "support/memory_stream.hpp"

using namespace postern;
using compression::WriteProgress;

namespace {

// Writes each letter twice, one at a time, and says END in two pieces.
class Doubler : public compression::StreamWriter {
public:
    WriteProgress step(std::string_view text, std::span<char> room) override {
        room[0] = room[1] = text[0];
        return {1, 2, false};
    }
    WriteProgress finish(std::span<char> room) override {
        room[0] = "EN"[ended_ % 2];
        return {0, 1, ++ended_ == 2};
    }

private:
    std::size_t ended_ = 0;
};

}  // namespace

TEST_CASE("a writer is asked until all is written, and for its end until it says so") {
    test::MemorySink sink;
    compression::StreamEncoder encoder(std::make_unique<Doubler>(), sink);
    encoder.write("abc");
    encoder.write("");
    CHECK(sink.text == "aabbcc");
    encoder.finish();
    CHECK(sink.text == "aabbccEN");
}
