// What to do about what was found, put together by what it is about.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "postern/report.hpp"

namespace postern::report {

struct NextStep {
    std::string text;
    std::size_t places = 0;  // that ask for it
};

// All findings of one rule, as what is to be done about them is the same.
struct NextSteps {
    std::string about;  // the rule's title, or its id
    Severity severity = Severity::low;
    std::size_t places = 0;
    std::vector<std::string> accounts;  // whom it concerns, each once, in the order met; none of a setting
    std::vector<NextStep> steps;        // each once; never empty
};

// The step, and in how many of the places it is to be done, if not in all.
std::string step_text(const NextSteps& steps, const NextStep& step);

// Highest severity first, then as met. Every text is safe to show. Findings that fail no run (waived, or
// known before) ask for nothing.
std::vector<NextSteps> next_steps(const Report& report);

// "a, b and 3 more": at most `most` of the names.
std::string few_names(const std::vector<std::string>& names, std::size_t most);

// The title of a rule that a finding names, or its id; safe to show.
// Of the finding's rule; not of a way out for mail, with which no secret lies. Safe to show.
std::string finding_title(const Report& report, const Finding& finding);

std::string rule_title(const Report& report, const std::string& rule);

}  // namespace postern::report
