#include "base/byte_search_wide.hpp"

#include "catch.hpp"

using namespace postern::base;

TEST_CASE("wide registers are there on x86-64 alone") {
#if defined(__x86_64__)
    REQUIRE(avx2_byte_search() != nullptr);
    CHECK(avx2_byte_search()->count_byte != portable_byte_search()->count_byte);
#else
    CHECK(avx2_byte_search() == nullptr);
#endif
    REQUIRE(portable_byte_search() != nullptr);
}
