// Amounts as a person reads them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace postern::report {

// "1,234,567"
std::string grouped_digits(std::uint64_t number);

// "1 place", "14 places". Without a plural the noun takes an "s".
std::string counted(std::uint64_t number, std::string_view noun, std::string_view plural = {});

// "1 byte", "1,023 bytes", "1.2 GiB"
std::string human_size(std::uint64_t bytes);

}  // namespace postern::report
