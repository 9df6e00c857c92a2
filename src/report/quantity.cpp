#include "report/quantity.hpp"

#include <fmt/format.h>

#include <array>
#include <cstddef>

namespace postern::report {

std::string grouped_digits(std::uint64_t number) {
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3;) {
        at -= 3;
        digits.insert(at, 1, ',');
    }
    return digits;
}

std::string counted(std::uint64_t number, std::string_view noun, std::string_view plural) {
    const std::string amount = grouped_digits(number);
    if (number == 1) {
        return fmt::format("{} {}", amount, noun);
    }
    return plural.empty() ? fmt::format("{} {}s", amount, noun) : fmt::format("{} {}", amount, plural);
}

std::string human_size(std::uint64_t bytes) {
    constexpr std::array kUnits = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    if (bytes < 1024) {
        return counted(bytes, "byte");
    }
    double amount = static_cast<double>(bytes) / 1024;
    std::size_t unit = 0;
    // What would be shown as 1024.0 belongs to the next unit.
    while (amount >= 1023.95 && unit + 1 < kUnits.size()) {
        amount /= 1024;
        ++unit;
    }
    return fmt::format("{:.1f} {}", amount, kUnits[unit]);
}

}  // namespace postern::report
