#include "compression/deflater.hpp"

#include "catch.hpp"
#include "support/compressed_text.hpp"

using namespace postern;
using compression::Codec;

TEST_CASE("gzip reads what is written") {
    test::check_encoding(Codec::gzip, "gzip -dc");
    test::check_unfinished(Codec::gzip);
}

TEST_CASE("the readers of zlib and deflate read what is written") {
    const std::string inflate =
        "python3 -c \"import sys, zlib; sys.stdout.buffer.write(zlib.decompress(sys.stdin.buffer.read(), ";
    test::check_encoding(Codec::zlib, inflate + "15))\"");
    test::check_encoding(Codec::deflate, inflate + "-15))\"");
    test::check_unfinished(Codec::zlib);
    test::check_unfinished(Codec::deflate);
}

TEST_CASE("a gzip header names neither a file nor a time") {
    CHECK(test::encode(Codec::gzip, "x").substr(3, 5) == std::string(5, 0));
}
