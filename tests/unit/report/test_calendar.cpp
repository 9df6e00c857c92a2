#include <limits>

#include "catch.hpp"
#include "report/calendar.hpp"

using namespace postern::report;

TEST_CASE("A day is that of UTC") {
    CHECK(date_text(0) == "1970-01-01");
    CHECK(date_text(1709251199) == "2024-02-29");
    CHECK(date_text(std::numeric_limits<std::int64_t>::max()).empty());
}
