// Deflate data of the real gzip, alone.
#pragma once

#include <string>
#include <string_view>

#include "compression/exact_inflater.hpp"
#include "support/compressed_text.hpp"

namespace postern::test {

inline std::string without_gzip(const std::string& zipped) {
    return zipped.substr(10, zipped.size() - 18);
}

inline std::string deflated(std::string_view text, const std::string& options = "-6") {
    return without_gzip(piped("gzip -nc " + options, text));
}

inline std::string inflated(const std::string& data) {
    const Decoded found = decode(compression::Codec::deflate, data);
    CHECK_FALSE(found.damage);
    CHECK(found.rest.empty());
    return found.text;
}

// All that the exact decoder makes of it, in steps of so much text.
inline std::string inflated_exactly(const std::string& data, std::uint64_t step) {
    compression::ExactInflater exact(0, 0, {});
    std::string text;
    while (!exact.has_ended()) {
        const std::uint64_t before = exact.text();
        REQUIRE(exact.run(before + step, {data, 0}) != compression::ExactInflater::Stop::input_end);
        text += exact.view(before, exact.text());
    }
    CHECK((exact.bit() + 7) / 8 == data.size());
    return text;
}

}  // namespace postern::test
