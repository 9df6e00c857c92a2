// Any bytes as deflate data: the decoder that knows every place gives the text that ISA-L's gives, takes what
// that takes, and tells the same end; and an edit of it is spliced so that ISA-L's reads the edited text.
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>

#include "compression/decoder.hpp"
#include "compression/exact_inflater.hpp"
#include "compression/splice_failed.hpp"
#include "compression/splicing_decoder.hpp"
#include "support/memory_stream.hpp"
#include "support/splicing_layer.hpp"

namespace {

using namespace postern;

constexpr std::size_t kEnough = 1'000'000;

struct Inflated {
    std::string text;
    std::uint64_t end = 0;
    bool is_long = false;  // and was left before its end
};

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

std::optional<Inflated> by_isal(const std::string& input) {
    test::MemorySource source(input, 1U << 20);
    base::ByteWindow window(source);
    compression::ExpansionGuard guard(window);
    const auto decoder = compression::make_decoder(compression::Codec::deflate, window, guard);
    Inflated result;
    std::string room(1U << 16, '\0');
    try {
        while (const std::size_t count = decoder->read(room)) {
            result.text.append(room, 0, count);
            if (result.text.size() > kEnough) {
                result.is_long = true;
                return result;
            }
        }
    } catch (const base::DamagedInput&) {
        return std::nullopt;
    }
    result.end = decoder->compressed_size();
    return result;
}

std::optional<Inflated> exactly(const std::string& input, std::uint64_t step) {
    compression::ExactInflater exact(0, 0, {});
    Inflated result;
    try {
        while (!exact.has_ended()) {
            const std::uint64_t before = exact.text();
            const auto stop = exact.run(before + step, {input, 0});
            result.text += exact.view(before, exact.text());
            if (stop == compression::ExactInflater::Stop::input_end) {
                return std::nullopt;
            }
            if (result.text.size() > kEnough) {
                result.is_long = true;
                return result;
            }
        }
    } catch (const base::DamagedInput&) {
        return std::nullopt;
    }
    result.end = (exact.bit() + 7) / 8;
    return result;
}

std::string splice(const std::string& input, std::size_t at, std::size_t count, const std::string& now) {
    test::MemorySource source(input, 700);
    test::MemorySink sink;
    base::ByteWindow window(source, &sink, 64);
    compression::ExpansionGuard guard(window);
    window.more();
    compression::SplicingDecoder decoder(compression::DeflateWrapper::none, window, guard);
    decoder.begin();
    {
        test::SplicingLayer layer(decoder);
        base::ByteWindow text(decoder, &layer, 64);
        text.pass(at);
        while (text.bytes().size() < count && text.more()) {
        }
        text.replace(count, now);
        do {
            text.consume(text.bytes().size());
        } while (text.more());
        text.flush();
    }
    decoder.finish();
    window.flush();
    return sink.text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 4) {
        return 0;
    }
    const std::string input(reinterpret_cast<const char*>(data) + 4, size - 4);
    const auto expected = by_isal(input);
    const auto found = exactly(input, 1 + data[0]);
    if (expected && !expected->is_long) {
        require(found && !found->is_long && found->text == expected->text && found->end == expected->end);
        const std::size_t at = (data[1] | data[2] << 8U) % (expected->text.size() + 1);
        const std::size_t count = data[3] % (expected->text.size() - at + 1);
        std::string edited = expected->text;
        edited.replace(at, count, "other");
        const auto again = by_isal(splice(input, at, count, "other"));
        require(again && again->text == edited);
    } else if (!expected) {
        require(!found || found->is_long);
    }
    return 0;
}
