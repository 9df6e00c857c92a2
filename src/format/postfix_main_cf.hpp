// The parameters of a main.cf, or of what postconf -n prints.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "postern/locator.hpp"

namespace postern::format {

struct PostfixParameter {
    std::string name;
    std::string value;       // as it stands, what continues it joined
    ByteRange bytes;         // the value
    std::uint64_t line = 0;  // from 1, where the entry starts
};

struct PostfixMainCf {
    std::vector<PostfixParameter> parameters;  // in the order of the file; of two of one name the later
    std::vector<std::uint64_t> faults;         // lines of entries that are none; Postfix would not start
};

PostfixMainCf parse_main_cf(std::string_view text);

// Letters, digits, "_", "-" and "."; the last two in names that transports make.
bool is_parameter_name(std::string_view name);

}  // namespace postern::format
