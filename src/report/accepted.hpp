// How a report marks findings that fail no run.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "postern/report.hpp"

namespace postern::report {

// "waived until 2027-03-31", "known before", or empty for a finding that counts. Safe to show.
std::string accepted_mark(const Finding& finding);

// "open", "waived" or "known".
std::string_view state_word(const Finding& finding);
// Of a group: "open" while one of its places is.
std::string_view state_word(const std::vector<const Finding*>& places);

// A sentence for each waiver that some of the places have, in the order met: "Waived until 2027-03-31 (2
// places): why". Without the number when all have it. Safe to show.
std::vector<std::string> waiver_sentences(const std::vector<const Finding*>& places);

}  // namespace postern::report
