#include "report/calendar.hpp"

#include "base/utc_time.hpp"

namespace postern::report {

std::string date_text(std::int64_t seconds) {
    constexpr std::size_t kDate = 10;
    return base::utc_text(seconds).substr(0, kDate);
}

}  // namespace postern::report
