#include "compression/wiped_memory.hpp"

#include <cstdint>
#include <cstring>
#include <limits>

#include "catch.hpp"

using postern::compression::allocate_wiped;
using postern::compression::free_wiped;

TEST_CASE("blocks of any size are aligned and one's own") {
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{100}, std::size_t{131056},
                                   std::size_t{131072}, std::size_t{5000000}}) {
        void* const one = allocate_wiped(size);
        void* const other = allocate_wiped(size);
        REQUIRE(one != nullptr);
        REQUIRE(other != nullptr);
        CHECK(reinterpret_cast<std::uintptr_t>(one) % alignof(std::max_align_t) == 0);
        std::memset(one, 'a', size);
        std::memset(other, 'b', size);
        CHECK((size == 0 || static_cast<char*>(one)[size - 1] == 'a'));
        free_wiped(one);
        free_wiped(other);
    }
    free_wiped(nullptr);
}

TEST_CASE("what cannot be had is nothing") {
    CHECK(allocate_wiped(std::numeric_limits<std::size_t>::max()) == nullptr);
    CHECK(allocate_wiped(std::numeric_limits<std::size_t>::max() / 2 - 100) == nullptr);
}
