// Words and sentences of the SARIF report.
#pragma once

#include <string>
#include <string_view>

#include "postern/report.hpp"

namespace postern::report {

// "error", "warning", "note".
std::string_view sarif_level(Severity severity);

// Between 0 and 10, as code-scanning tools rank it.
std::string_view security_severity(Severity severity);

// Text that holds neither a link nor a place to fill in, as messages can: '[' and '{' stand for themselves.
std::string message_text(std::string_view text);

// What a finding says in one message: what it is, where, who can read it, what to do.
std::string finding_message(const Report& report, const Finding& finding);

// A rule's explanation in Markdown: its risk and its references.
std::string rule_help(const RuleFacts& rule);

}  // namespace postern::report
