// The reader for a part of a MySQL backup.
#pragma once

#include <memory>

#include "base/byte_window.hpp"
#include "postern/source.hpp"
#include "source/table_part.hpp"

namespace postern::source {

// The part's form must be load_data or mysql_insert. The part must outlive the source.
std::unique_ptr<Source> make_mysql_part_source(const TablePart& part, base::ByteWindow& window);

}  // namespace postern::source
