#include "report/sarif_text.hpp"

#include <fmt/format.h>

#include "report/next_steps.hpp"
#include "report/shown_text.hpp"
#include "report/source_phrases.hpp"
#include "report/text_phrases.hpp"

namespace postern::report {

namespace {

std::string with_full_stop(const std::string& text) {
    return text.ends_with('.') ? text : text + '.';
}

std::string markdown_text(std::string_view text) {
    constexpr std::string_view kMarks = "\\`*_{}[]<>#|~";
    std::string result;
    for (const char c : shown(text)) {
        if (kMarks.find(c) != std::string_view::npos) {
            result += '\\';
        }
        result += c;
    }
    return result;
}

}  // namespace

std::string_view sarif_level(Severity severity) {
    switch (severity) {
        case Severity::high:
            return "error";
        case Severity::medium:
            return "warning";
        case Severity::low:
            break;
    }
    return "note";
}

std::string_view security_severity(Severity severity) {
    switch (severity) {
        case Severity::high:
            return "8.0";
        case Severity::medium:
            return "5.0";
        case Severity::low:
            break;
    }
    return "2.0";
}

std::string message_text(std::string_view text) {
    std::string result;
    for (const char c : shown(text)) {
        if (c == '[' || c == ']' || c == '\\') {
            result += '\\';
        } else if (c == '{' || c == '}') {
            result += c;
        }
        result += c;
    }
    return result;
}

std::string finding_message(const Report& report, const Finding& finding) {
    const std::string title = finding_title(report, finding);
    const std::string what = is_setting(finding) ? title : fmt::format("{}: {}", title, who(finding.account));
    std::string message = fmt::format("{}. In {}: {}.", what, source_name(report, finding.source),
                                      fmt::join(place_items(finding), ", "));
    for (const std::string& line : readers_of(finding.exposure)) {
        message += ' ' + with_full_stop(line);
    }
    for (const std::string& step : finding.advice) {
        message += ' ' + with_full_stop(shown(step));
    }
    return message_text(message);
}

std::string rule_help(const RuleFacts& rule) {
    std::string help = fmt::format("**{}**\n\n{}\n", markdown_text(rule.title), markdown_text(rule.risk));
    for (const std::string& reference : rule.references) {
        help += fmt::format("\n- <{}>", shown(reference));
    }
    return help;
}

}  // namespace postern::report
