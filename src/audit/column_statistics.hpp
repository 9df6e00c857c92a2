// Values of a column that a database's statistics repeat.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "audit/rule_index.hpp"
#include "postern/record.hpp"

namespace postern::audit {

bool is_column_statistics(const Record& record);

// Of the field of that name; empty where there is none.
std::string_view value_of(const Record& statistics, std::string_view name);

// What the rules of the table say of the column: "secret" when one keeps a secret in it, or a document with
// secrets; "cleared" when a relay or a scrub only takes it away; empty when none says anything.
std::string_view column_use(const RuleIndex& rules, const Record& statistics);

// The rule that says so, or null.
const Rule* rule_of_column(const RuleIndex& rules, const Record& statistics);

// Indexes of the fields that hold values of the column.
std::vector<std::size_t> statistics_values(const Record& statistics);

}  // namespace postern::audit
