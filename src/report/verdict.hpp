// What a run comes to, in a sentence or two.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "postern/report.hpp"

namespace postern::report {

enum class Weight { plain, strong, alarming };

// Safe to show.
struct Sentence {
    std::string text;
    Weight weight = Weight::plain;
};

// "3 mail credentials lie open in 14 places." comes first. A run that is incomplete or looked at nothing is
// never called clean; what is waived or was known before is counted, and said to be so: in the first sentence
// where none of the places counts. Nothing that counts nowhere is alarming.
std::vector<Sentence> verdict(const Report& report);

// The figures that it is made of.
std::size_t count_places(const Report& report, FindingKind kind);
std::size_t count_world_readable(const Report& report);  // places of credentials
std::size_t count_waived(const Report& report);
std::size_t count_known(const Report& report);  // and not waived
// Whether any such finding counts: of a kind, of a credential that everybody can read, of one that still
// works.
bool any_counts(const Report& report, FindingKind kind);
bool any_world_readable_counts(const Report& report);
bool any_working_counts(const Report& report);
std::size_t count_skips(const Report& report);
// "3 sources (1.2 GiB)"
std::string size_of_run(const Report& report);

}  // namespace postern::report
