// What came of trying passwords at their servers, in sentences.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "postern/report.hpp"
#include "report/finding_groups.hpp"

namespace postern::report {

// All are empty where nothing was tried. They point into the report.

// "5 of these places hold a password that still works."; empty also when none is known to.
std::string working_places_sentence(const Report& report);

// "Tried at their servers: 1 still works, 2 were refused, 1 could not be tried."
std::string tried_logins_sentence(const Report& report);

// What came of each credential that was tried, by its id.
using Logins = std::map<std::string, const Credential*>;
Logins logins_of(const Report& report);

// Of the group's credential: what came of it, and why a server could not be tried. Safe to show.
std::vector<std::string> login_sentences(const Logins& logins, const FindingGroup& group);

}  // namespace postern::report
