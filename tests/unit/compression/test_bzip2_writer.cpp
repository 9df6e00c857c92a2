#include "compression/bzip2_writer.hpp"

#include "catch.hpp"
#include "support/compressed_text.hpp"

using namespace postern;
using compression::Codec;

TEST_CASE("bzip2 reads what is written") {
    test::check_encoding(Codec::bzip2, "bzip2 -dc");
    test::check_unfinished(Codec::bzip2);
}

TEST_CASE("bzip2 data is what bzip2 makes of it") {
    const std::string text = test::rows(100000);
    CHECK(test::encode(Codec::bzip2, text) == test::piped("bzip2 -9c", text));
}
