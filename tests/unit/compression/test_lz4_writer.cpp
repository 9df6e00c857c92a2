#include "compression/lz4_writer.hpp"

#include "catch.hpp"
#include "support/compressed_text.hpp"

using namespace postern;
using compression::Codec;

TEST_CASE("lz4 reads what is written") {
    test::check_encoding(Codec::lz4, "lz4 -dc");
    test::check_unfinished(Codec::lz4);
}

TEST_CASE("an LZ4 frame is what lz4 makes of the text") {
    const std::string text = test::rows(5000000);
    CHECK(test::encode(Codec::lz4, text, 100000) == test::piped("lz4 -1 -c", text));
}
