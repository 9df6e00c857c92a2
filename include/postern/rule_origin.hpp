// Where a rule or a provider was read.
#pragma once

#include <cstddef>
#include <string>

namespace postern {

struct RuleOrigin {
    std::string file;
    std::size_t line = 0;
};

}  // namespace postern
