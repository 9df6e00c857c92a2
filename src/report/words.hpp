// The words that reports use for the vocabulary's enumerations.
#pragma once

#include <span>
#include <string_view>
#include <utility>

#include "postern/finding.hpp"
#include "postern/report.hpp"

namespace postern::report {

// The words of schema "postern-report/1"; they never change within it.
std::string_view word(FindingKind kind);
std::string_view word(Severity severity);
std::string_view word(Status status);
std::string_view word(Encoding encoding);
std::string_view word(Direction direction);
std::string_view word(Tls tls);
std::string_view word(LoginOutcome outcome);

// The same, to find a meaning by its word.
template <typename Value>
using Words = std::span<const std::pair<std::string_view, Value>>;

Words<FindingKind> kind_words();
Words<Severity> severity_words();
Words<Status> status_words();
Words<Encoding> encoding_words();
Words<Direction> direction_words();
Words<Tls> tls_words();
Words<LoginOutcome> outcome_words();

}  // namespace postern::report
