#include "compression/zstd_writer.hpp"

#include "catch.hpp"
#include "support/compressed_text.hpp"

using namespace postern;
using compression::Codec;

TEST_CASE("zstd reads what is written") {
    test::check_encoding(Codec::zstd, "zstd -dc");
    test::check_unfinished(Codec::zstd);
}

TEST_CASE("a Zstandard frame has a checksum") {
    CHECK((test::encode(Codec::zstd, "x")[4] & 4) != 0);
}
