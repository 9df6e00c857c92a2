#include "cli/help_footer.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace postern::cli {

namespace {

constexpr std::string_view kHeading = "Exit codes:\n";
constexpr std::string_view kIndent = "       ";
constexpr std::size_t kWidth = 100;

std::string_view take_line(std::string_view& text) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

std::string described(ExitCode code, std::string_view meaning) {
    const std::string lines = base::wrapped(meaning, kWidth - kIndent.size());
    std::string_view left = lines;
    std::string text = fmt::format("  {:<5}{}\n", static_cast<int>(code), take_line(left));
    while (!left.empty()) {
        text += fmt::format("{}{}\n", kIndent, take_line(left));
    }
    return text;
}

}  // namespace

std::string help_footer(std::string_view examples, const ExitMeanings& codes) {
    std::string text = fmt::format("Examples:\n{}\n\n{}", examples, kHeading);
    for (const auto& [code, meaning] : codes) {
        text += described(code, meaning);
    }
    text.pop_back();  // CLI11 ends the last line
    return text;
}

std::vector<ExitLine> exit_lines(std::string_view footer) {
    std::vector<ExitLine> lines;
    const std::size_t heading = footer.find(kHeading);
    if (heading == footer.npos) {
        return lines;
    }
    footer.remove_prefix(heading + kHeading.size());
    while (!footer.empty()) {
        const std::string_view line = take_line(footer);
        if (line.starts_with(kIndent)) {
            lines.back().meaning += fmt::format(" {}", line.substr(kIndent.size()));
        } else if (line.size() > kIndent.size()) {
            const std::string_view code = line.substr(2, line.find(' ', 2) - 2);
            lines.push_back({std::string(code), std::string(line.substr(kIndent.size()))});
        }
    }
    return lines;
}

}  // namespace postern::cli
