// Letting go of a record, with its edited fields replaced.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "base/byte_window.hpp"
#include "postern/edit.hpp"
#include "postern/record.hpp"

namespace postern::source {

using EncodeValue = std::function<std::string(const std::optional<std::string>&)>;

// Lets go of the window's first `length` bytes, in which all the fields lie. The fields that have an
// edit are replaced by encode(value), and NULL by '' in those of a `not_null` column; without an output
// nothing is encoded. Throws Error for an edit that names no field of the record.
void splice_fields(base::ByteWindow& window, std::size_t length, std::span<const Field> fields,
                   std::span<const Edit> edits, const EncodeValue& encode,
                   std::span<const std::string> not_null = {});

}  // namespace postern::source
