// What a report calls a source.
#pragma once

#include <cstddef>
#include <string>

#include "postern/report.hpp"

namespace postern::report {

// Its path, safe to show.
std::string source_name(const Report& report, std::size_t source);

// The same of the file that it lies in, itself or as a member of an archive.
std::string file_name(const Report& report, std::size_t source);

// Whether its sources were looked at on several hosts; then each has its host in its name.
bool is_of_several_hosts(const Report& report);

// Not a file: it is as it is now, and has no places by byte.
bool is_live_database(const Report& report, std::size_t source);

// "plain PostgreSQL dump", for a SourceFacts::kind.
std::string kind_noun(const std::string& kind);
// "3 plain PostgreSQL dumps"
std::string counted_kind(std::size_t number, const std::string& kind);

}  // namespace postern::report
