#include "compression/xz_writer.hpp"

#include "catch.hpp"
#include "support/compressed_text.hpp"

using namespace postern;
using compression::Codec;

TEST_CASE("xz reads what is written") {
    test::check_encoding(Codec::xz, "xz -dc");
    test::check_unfinished(Codec::xz);
}

TEST_CASE("xz data has a checksum of 64 bits") {
    CHECK(test::encode(Codec::xz, "x")[7] == 4);
}
