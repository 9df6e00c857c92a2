// Changes of fields, as a plan shows them.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "audit/account_editor.hpp"

namespace postern::cli {

// A value as a line holds it: cut where it is long, redacted where it may be a secret; NULL when there is
// none.
std::string shown_value(const std::optional<std::string>& value, bool secret);

// A title for each record, a line for each field: what it is, and what it is to be, which `after` says.
// Holds no secret.
std::string field_changes_text(const std::vector<audit::FieldChange>& fields,
                               const std::function<std::string(const audit::FieldChange&)>& after);

}  // namespace postern::cli
