#include "postfix/readme_text.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace postern::postfix {

namespace {

constexpr std::size_t kWidth = 98;

}  // namespace

void ReadmeText::title(const std::string& text) {
    const char line = text_.empty() ? '=' : '-';
    text_ += (text_.empty() ? "" : "\n") + text + '\n' + std::string(text.size(), line) + '\n';
}

void ReadmeText::prose(const std::string& text) {
    text_ += '\n' + base::wrapped(text, kWidth);
}

void ReadmeText::command(const std::string& text) {
    text_ += "\n    " + text + '\n';
}

void ReadmeText::item(const std::string& name, const std::string& text) {
    text_ += fmt::format("    {:<26} {}\n", name, text);
}

void ReadmeText::point(const std::string& text) {
    std::string lines = base::wrapped(text, kWidth - 2);
    for (std::size_t at = lines.find('\n'); at + 1 < lines.size(); at = lines.find('\n', at + 1)) {
        lines.insert(at + 1, "  ");
    }
    text_ += "\n- " + lines;
}

void ReadmeText::blank() {
    text_ += '\n';
}

}  // namespace postern::postfix
