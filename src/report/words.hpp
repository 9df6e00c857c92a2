// The words that reports use for the vocabulary's enumerations.
#pragma once

#include <string_view>

#include "postern/finding.hpp"

namespace postern::report {

// The words of schema "postern-report/1"; they never change within it.
std::string_view word(FindingKind kind);
std::string_view word(Severity severity);
std::string_view word(Status status);
std::string_view word(Encoding encoding);
std::string_view word(Direction direction);
std::string_view word(Tls tls);

}  // namespace postern::report
