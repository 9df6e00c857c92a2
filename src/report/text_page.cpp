#include "report/text_page.hpp"

#include <algorithm>

#include "report/shown_text.hpp"

namespace postern::report {

namespace {

constexpr std::size_t kNarrowest = 40;
constexpr std::size_t kWidestRule = 100;

std::string_view escape_code(Paint paint) {
    switch (paint) {
        case Paint::bold:
            return "\x1b[1m";
        case Paint::dim:
            return "\x1b[2m";
        case Paint::high:
            return "\x1b[1;31m";
        case Paint::medium:
            break;
    }
    return "\x1b[33m";
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        if (end > 0) {
            words.emplace_back(text.substr(0, end));
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

}  // namespace

TextPage::TextPage(const TextStyle& style) : style_(style) {
    style_.width = std::max(style_.width, kNarrowest);
}

std::string TextPage::paint(Paint paint, std::string_view text) const {
    if (!style_.color) {
        return std::string(text);
    }
    return std::string(escape_code(paint)).append(text).append("\x1b[0m");
}

std::string TextPage::bullet(std::size_t indent) const {
    return std::string(indent, ' ') + (style_.unicode ? "\u2022 " : "- ");
}

void TextPage::blank() {
    text_ += '\n';
}

void TextPage::heading(std::string_view title) {
    const std::string_view stroke = style_.unicode ? "\u2500" : "-";
    const std::size_t edge = std::min(style_.width, kWidestRule);
    const std::size_t used = visible_width(title) + 4;
    std::string rule;
    for (std::size_t column = used; column < edge; ++column) {
        rule += stroke;
    }
    const std::string start = std::string(stroke).append(stroke);
    blank();
    text_ +=
        paint(Paint::dim, start) + ' ' + paint(Paint::bold, title) + ' ' + paint(Paint::dim, rule) + '\n';
    blank();
}

void TextPage::prose(std::string_view lead, std::string_view text) {
    flow(lead, words_of(text), "");
}

void TextPage::items(std::string_view lead, const std::vector<std::string>& items) {
    flow(lead, items, ",");
}

void TextPage::line(std::string_view lead, std::string_view text) {
    text_.append(lead).append(text).append("\n");
}

void TextPage::flow(std::string_view lead, const std::vector<std::string>& pieces, std::string_view joint) {
    const std::size_t indent = visible_width(lead);
    std::size_t column = indent;
    text_ += lead;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const std::string piece = i + 1 < pieces.size() ? pieces[i] + std::string(joint) : pieces[i];
        const std::size_t width = visible_width(piece);
        if (i > 0 && column + 1 + width > style_.width) {
            text_.append("\n").append(indent, ' ');
            column = indent;
        } else if (i > 0) {
            text_ += ' ';
            ++column;
        }
        text_ += piece;
        column += width;
    }
    text_ += '\n';
}

}  // namespace postern::report
