#include "report/html_rules.hpp"

#include <string_view>

namespace postern::report {

namespace {

void write_reference(std::string_view reference, HtmlPage& page) {
    page << "<li>";
    if (reference.starts_with("https://") || reference.starts_with("http://")) {
        page << "<a rel=\"noreferrer noopener\" href=\"";
        page.text(reference) << "\">";
        page.text(reference) << "</a>";
    } else {
        page.text(reference);
    }
    page << "</li>";
}

}  // namespace

void write_html_rules(const Report& report, HtmlPage& page) {
    if (report.rules.empty()) {
        return;
    }
    page.section("rules", "Why it matters");
    for (std::size_t i = 0; i < report.rules.size(); ++i) {
        const RuleFacts& rule = report.rules[i];
        page << "<div class=\"rule\" id=\"rule-";
        page.number(i) << "\"><h3>";
        page.text(rule.title) << " <code>";
        page.text(rule.id) << "</code></h3><p>";
        page.text(rule.risk) << "</p>";
        if (!rule.references.empty()) {
            page << "<ul>";
            for (const std::string& reference : rule.references) {
                write_reference(reference, page);
            }
            page << "</ul>";
        }
        page << "</div>\n";
    }
    page << "</section>\n";
}

}  // namespace postern::report
