#include "cli/points_text.hpp"

#include "base/text.hpp"

namespace postern::cli {

namespace {

constexpr std::size_t kWidth = 96;

std::string point(const std::string& text) {
    const std::string lines = base::wrapped(text, kWidth);
    std::string result = "- ";
    for (const char c : lines.substr(0, lines.size() - 1)) {
        result += c;
        result += c == '\n' ? "  " : "";
    }
    return result + '\n';
}

}  // namespace

std::string points_text(const std::string& title, const std::vector<std::string>& sentences) {
    std::string text;
    for (const std::string& sentence : sentences) {
        text += point(sentence);
    }
    return text.empty() ? text : title + '\n' + text + '\n';
}

}  // namespace postern::cli
