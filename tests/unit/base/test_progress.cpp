#include "base/progress.hpp"

#include "base/text.hpp"
#include "catch.hpp"

using namespace postern::base;

TEST_CASE("the line says how far, how fast, how long and where") {
    CHECK(progress_line(512U << 20, 1024U << 20, 2, "a.sql", 80) ==
          "512 MiB of 1024 MiB, 256 MiB/s, 0:02 left  a.sql");
    CHECK(progress_line(512U << 20, 0, 2, "-", 80) == "512 MiB, 256 MiB/s  -");
    CHECK(progress_line(0, 100, 0, "a", 80) == "0 MiB of 0 MiB, 0 MiB/s  a");
    CHECK(progress_line(20ULL << 30, 40ULL << 30, 10, "a", 80) ==
          "20.0 GiB of 40.0 GiB, 2048 MiB/s, 0:10 left  a");
    CHECK(progress_line(1U << 20, 2U << 20, 0.5, "a", 80).find("left") == std::string::npos);
}

TEST_CASE("the line is never wider than asked, and shows no control bytes") {
    CHECK(progress_line(1, 2, 3, std::string(500, 'x'), 40).size() == 40);
    CHECK(progress_line(1, 2, 3, "a\x1B[2J\n", 80).find('\x1B') == std::string::npos);
}

TEST_CASE("a cut line is still well-formed text") {
    for (std::size_t width = 20; width < 60; ++width) {
        CHECK(is_valid_utf8(
            progress_line(1, 2, 3, "\xE6\xBC\xA2\xE6\xBC\xA2\xE6\xBC\xA2\xE6\xBC\xA2\xE6\xBC\xA2", width)));
    }
}

TEST_CASE("a hidden progress does nothing") {
    Progress progress(false, 100);
    progress.working_on("x");
    progress.advance(10);
}
