// Something that could not be read, as data: it ends in the report and makes the run incomplete.
#pragma once

#include <cstdint>
#include <string>

namespace postern {

struct Skip {
    std::uint64_t at = 0;  // byte offset in the source
    std::string reason;    // one lower-case clause, never a value
};

}  // namespace postern
