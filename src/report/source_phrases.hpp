// What a text report calls a source.
#pragma once

#include <cstddef>
#include <string>

#include "postern/report.hpp"

namespace postern::report {

// Its path, safe to show.
std::string source_name(const Report& report, std::size_t source);

// "3 plain PostgreSQL dumps", for a SourceFacts::kind.
std::string counted_kind(std::size_t number, const std::string& kind);

}  // namespace postern::report
