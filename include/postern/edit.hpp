// A new value for one field of a record.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace postern {

inline constexpr std::size_t kNewField = static_cast<std::size_t>(-1);

struct Edit {
    std::size_t field = kNewField;     // index into Record::fields, or kNewField
    std::string new_name;              // with kNewField: the attribute to add to an element
    std::optional<std::string> value;  // decoded; nullopt writes NULL, or '' where a table is known to
                                       // forbid that (an element loses the field)
};

}  // namespace postern
