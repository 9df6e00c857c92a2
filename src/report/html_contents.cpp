#include "report/html_contents.hpp"

namespace postern::report {

void write_html_contents(const std::vector<HtmlPage::Section>& sections, HtmlPage& page) {
    page << "<nav aria-label=\"Sections\"><ul class=\"contents\">\n";
    for (const HtmlPage::Section& section : sections) {
        page << "<li><a href=\"#" << section.id << "\">" << section.title << "</a></li>\n";
    }
    page << "</ul></nav>\n";
}

}  // namespace postern::report
