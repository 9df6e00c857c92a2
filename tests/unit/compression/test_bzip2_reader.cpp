#include "compression/bzip2_reader.hpp"

#include "catch.hpp"
#include "support/compressed_text.hpp"

using namespace postern;
using compression::Codec;

TEST_CASE("what bzip2 makes is read") {
    test::check_decoding(Codec::bzip2, "bzip2 -9c");
    test::check_text_before_damage(Codec::bzip2, "bzip2 -9c");
}

TEST_CASE("bzip2 streams may stand one behind the other") {
    const std::string text = test::rows(2000);
    test::check_several(Codec::bzip2, test::piped("bzip2 -c", text), text, test::piped("bzip2 -c", ""));
}

TEST_CASE("no flipped bit of bzip2 data gives another text") {
    test::check_flips(Codec::bzip2, test::piped("bzip2 -c", "hello world"), "hello world");
}
