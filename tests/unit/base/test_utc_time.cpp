#include "base/utc_time.hpp"

#include "catch.hpp"

using namespace postern::base;

TEST_CASE("A point in time is text and back") {
    CHECK(utc_text(0) == "1970-01-01T00:00:00Z");
    CHECK(utc_text(1'795'917'600) == "2026-11-29T02:00:00Z");
    CHECK(utc_text(-1) == "1969-12-31T23:59:59Z");
    CHECK(utc_text(951'782'400) == "2000-02-29T00:00:00Z");
    for (const std::int64_t point :
         {0L, -1L, 1'795'917'600L, 4'102'444'799L, -62'167'219'200L, 253'402'300'799L}) {
        CHECK(parse_utc(utc_text(point)) == point);
    }
}

TEST_CASE("Years of more or fewer than four digits have no text") {
    CHECK(utc_text(253'402'300'799) == "9999-12-31T23:59:59Z");
    CHECK(utc_text(253'402'300'800).empty());
    CHECK(utc_text(-62'167'219'201).empty());
    CHECK(utc_text(INT64_MAX).empty());
    CHECK(utc_text(INT64_MIN).empty());
}

TEST_CASE("Any other form, and what there is not, is no point in time") {
    for (const char* text :
         {"", "2026-11-29", "2026-11-29T02:00:00", "2026-11-29T02:00:00+01:00", "2026-11-29 02:00:00Z",
          "2026-13-29T02:00:00Z", "2026-02-29T02:00:00Z", "2026-11-29T24:00:00Z", "2026-11-29T02:60:00Z",
          "2026-11-29T02:00:60Z", "2026-11-29T02:00:00Zx", "+026-11-29T02:00:00Z", "2026-11-29T02:00:0 Z"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_utc(text).has_value());
    }
}

TEST_CASE("A date is of a day that there is") {
    CHECK(is_date("2027-03-31"));
    CHECK(is_date("2028-02-29"));
    for (const char* text :
         {"", "2027-02-29", "2027-3-31", "2027-04-31", "2027-00-01", "31.03.2027", "2027-03-31T"}) {
        CAPTURE(text);
        CHECK_FALSE(is_date(text));
    }
}

TEST_CASE("Now is behind the day on which this was written") {
    CHECK(utc_text(now()) > "2026-01-01");
}
