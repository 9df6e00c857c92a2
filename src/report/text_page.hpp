// Lines of a text report, wrapped to the page.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/text_style.hpp"

namespace postern::report {

enum class Paint { bold, dim, high, medium };

// Takes only own text and what shown() made harmless. Every line starts with a lead ("  1. "); where it
// wraps, the next one is indented as far.
class TextPage {
public:
    explicit TextPage(const TextStyle& style);

    const TextStyle& style() const { return style_; }

    // The text as it is when the style has no colour.
    std::string paint(Paint paint, std::string_view text) const;
    // "  - ", or with a rounder bullet.
    std::string bullet(std::size_t indent) const;

    void blank();
    // A title with a rule to the edge of the page, between blank lines.
    void heading(std::string_view title);
    // Wraps between words.
    void prose(std::string_view lead, std::string_view text);
    // Puts commas between the items; wraps between them only.
    void items(std::string_view lead, const std::vector<std::string>& items);
    // One line, however long.
    void line(std::string_view lead, std::string_view text);

    const std::string& text() const { return text_; }

private:
    void flow(std::string_view lead, const std::vector<std::string>& pieces, std::string_view joint);

    TextStyle style_;
    std::string text_;
};

}  // namespace postern::report
