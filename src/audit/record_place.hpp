// Where a record stands, in the words of a report.
#pragma once

#include "postern/locator.hpp"
#include "postern/record.hpp"
#include "postern/rule.hpp"

namespace postern::audit {

// Table, key, line and first byte of the whole record; no field.
Locator place_of(const Rule& rule, const Record& record);

}  // namespace postern::audit
