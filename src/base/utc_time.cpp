#include "base/utc_time.hpp"

#include <algorithm>
#include <array>
#include <chrono>

namespace postern::base {

namespace {

using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr std::string_view kDate = "0000-00-00";
constexpr std::string_view kTime = "0000-00-00T00:00:00Z";

bool has_form(std::string_view text, std::string_view form) {
    const auto fits = [](char c, char wanted) { return wanted == '0' ? c >= '0' && c <= '9' : c == wanted; };
    return std::equal(text.begin(), text.end(), form.begin(), form.end(), fits);
}

unsigned number(std::string_view digits) {
    unsigned result = 0;
    for (const char digit : digits) {
        result = result * 10 + static_cast<unsigned>(digit - '0');
    }
    return result;
}

void put(std::string& text, std::size_t at, std::size_t width, unsigned value) {
    for (std::size_t i = width; i > 0; --i, value /= 10) {
        text[at + i - 1] = static_cast<char>('0' + value % 10);
    }
}

year_month_day day_of(std::string_view date) {
    return {std::chrono::year(static_cast<int>(number(date.substr(0, 4)))),
            std::chrono::month(number(date.substr(5, 2))), std::chrono::day(number(date.substr(8, 2)))};
}

constexpr std::int64_t kFirst = seconds(sys_days(std::chrono::year(0) / 1 / 1).time_since_epoch()).count();
constexpr std::int64_t kEnd = seconds(sys_days(std::chrono::year(10000) / 1 / 1).time_since_epoch()).count();

}  // namespace

std::int64_t now() {
    return std::chrono::floor<seconds>(std::chrono::system_clock::now()).time_since_epoch().count();
}

std::string utc_text(std::int64_t point) {
    if (point < kFirst || point >= kEnd) {
        return {};
    }
    const std::chrono::sys_seconds time{seconds(point)};
    const sys_days midnight = std::chrono::floor<std::chrono::days>(time);
    const year_month_day day{midnight};
    const std::chrono::hh_mm_ss clock(time - midnight);
    std::string text(kTime);
    put(text, 0, 4, static_cast<unsigned>(static_cast<int>(day.year())));
    put(text, 5, 2, static_cast<unsigned>(day.month()));
    put(text, 8, 2, static_cast<unsigned>(day.day()));
    put(text, 11, 2, static_cast<unsigned>(clock.hours().count()));
    put(text, 14, 2, static_cast<unsigned>(clock.minutes().count()));
    put(text, 17, 2, static_cast<unsigned>(clock.seconds().count()));
    return text;
}

std::optional<std::int64_t> parse_utc(std::string_view text) {
    if (!has_form(text, kTime) || !is_date(text.substr(0, kDate.size()))) {
        return std::nullopt;
    }
    const unsigned hour = number(text.substr(11, 2));
    const unsigned minute = number(text.substr(14, 2));
    const unsigned second = number(text.substr(17, 2));
    if (hour > 23 || minute > 59 || second > 59) {
        return std::nullopt;
    }
    const std::int64_t midnight = seconds(sys_days(day_of(text)).time_since_epoch()).count();
    return midnight + (hour * 60 + minute) * 60 + second;
}

bool is_date(std::string_view text) {
    return has_form(text, kDate) && day_of(text).ok();
}

}  // namespace postern::base
