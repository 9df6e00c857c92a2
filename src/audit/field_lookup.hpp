// Fields of a record by the names a rule gives them.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "postern/record.hpp"
#include "postern/rule.hpp"

namespace postern::audit {

// Index of the first field, in the selector's order of preference, that has a value which is not
// empty.
std::optional<std::size_t> find_value(const Record& record, const Selector& selector);

// The same, and all the others that have a value and that a glob of the selector names, in their order.
std::vector<std::size_t> find_values(const Record& record, const Selector& selector);

// Whether the record has a field of this column's or attribute's name, NULL or not.
bool has_field(const Record& record, const std::string& name);

// Whether the condition's field has a value that fits, or one of those that a glob names; an empty glob fits
// where none has a value.
bool holds(const Condition& condition, const Record& record);

}  // namespace postern::audit
