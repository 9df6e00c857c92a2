// An HTML page while it is written: own markup, and text that cannot become any.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace postern::report {

// Markup that stands in the program's source, so nothing that was read can be taken for it.
class Markup {
public:
    consteval Markup(const char* markup) : markup_(markup) {}  // NOLINT: literals are meant to become it

    constexpr std::string_view view() const { return markup_; }

private:
    std::string_view markup_;
};

class HtmlPage {
public:
    HtmlPage& operator<<(Markup markup) {
        text_ += markup.view();
        return *this;
    }
    // Text between tags, or the value of an attribute in quotes.
    HtmlPage& text(std::string_view text);
    HtmlPage& number(std::uint64_t number);
    // Begins a part of the page that can be gone to; it ends with "</section>".
    HtmlPage& section(Markup id, Markup title);
    // What the program holds as a whole: its style and its script.
    HtmlPage& asset(std::string_view own) {
        text_ += own;
        return *this;
    }

    const std::string& html() const { return text_; }

    struct Section {
        Markup id;
        Markup title;
    };
    // In the order in which they stand.
    const std::vector<Section>& sections() const { return sections_; }

private:
    std::string text_;
    std::vector<Section> sections_;
};

}  // namespace postern::report
