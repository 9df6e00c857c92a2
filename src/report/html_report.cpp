#include "report/html_report.hpp"

#include "report/html_contents.hpp"
#include "report/html_coverage.hpp"
#include "report/html_exposure.hpp"
#include "report/html_filters.hpp"
#include "report/html_findings.hpp"
#include "report/html_head.hpp"
#include "report/html_next_steps.hpp"
#include "report/html_rules.hpp"
#include "report/html_timeline.hpp"
#include "report/html_verdict.hpp"
#include "report/rotation.hpp"

namespace postern::report {

void write_html(const Report& report, base::ByteSink& sink) {
    HtmlPage page;
    HtmlPage sections;
    const std::vector<AccountHistory> histories = account_histories(report);
    const FilterValues filters(report);
    write_html_coverage(report, sections);
    write_html_next_steps(report, sections);
    if (!report.findings.empty()) {
        filters.write_form(sections);
    }
    write_html_credentials(report, filters, histories, sections);
    write_html_timeline(report, histories, sections);
    write_html_exposure(report, sections);
    write_html_facts(report, filters, sections);
    write_html_rules(report, sections);
    write_head(report, page);
    write_html_verdict(report, page);
    write_html_contents(sections.sections(), page);
    page << "<main>\n";
    sink.write(page.html());
    sections
        << "</main>\n<footer><p>No password stands in this report; what equals what was compared by keyed "
           "digests. Times are UTC.</p></footer>\n";
    write_end(sections);
    sink.write(sections.html());
}

}  // namespace postern::report
