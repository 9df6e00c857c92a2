#include "report/html_next_steps.hpp"

#include <string>
#include <vector>

#include "report/html_filters.hpp"
#include "report/next_steps.hpp"
#include "report/quantity.hpp"
#include "report/words.hpp"

namespace postern::report {

namespace {

constexpr std::size_t kMostAccounts = 6;

void write_steps(const NextSteps& steps, HtmlPage& page) {
    page << "<fieldset><legend><span class=\"severity ";
    page.text(word(steps.severity)) << "\">";
    page.text(word(steps.severity)) << "</span> ";
    page.text(steps.about) << " <small>";
    page.text(counted(steps.places, "place")) << "</small></legend>\n";
    if (!steps.accounts.empty()) {
        page << "<p>";
        page.text(few_names(steps.accounts, kMostAccounts)) << "</p>\n";
    }
    for (const NextStep& step : steps.steps) {
        page << "<label><input type=\"checkbox\"> ";
        page.text(step_text(steps, step)) << "</label>\n";
    }
    page << "</fieldset>\n";
}

}  // namespace

void write_html_next_steps(const Report& report, HtmlPage& page) {
    const std::vector<NextSteps> all = next_steps(report);
    if (all.empty()) {
        return;
    }
    page.section("next", "What to do next") << kUnfiltered;
    for (const NextSteps& steps : all) {
        write_steps(steps, page);
    }
    page << "</section>\n";
}

}  // namespace postern::report
