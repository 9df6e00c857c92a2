#include "report/html_page.hpp"

#include "report/markup_text.hpp"

namespace postern::report {

HtmlPage& HtmlPage::text(std::string_view text) {
    text_ += markup_text(text);
    return *this;
}

HtmlPage& HtmlPage::number(std::uint64_t number) {
    text_ += std::to_string(number);
    return *this;
}

HtmlPage& HtmlPage::section(Markup id, Markup title) {
    sections_.push_back({id, title});
    return *this << "<section id=\"" << id << "\"><h2>" << title << "</h2>\n";
}

}  // namespace postern::report
