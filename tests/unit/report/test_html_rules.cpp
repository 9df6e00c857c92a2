#include "catch.hpp"
#include "report/html_rules.hpp"
#include "sample_report.hpp"

using namespace postern;
using test::contains;

TEST_CASE("A rule says what it says, and links to the web only") {
    Report report;
    report.rules = {{"id", "Title", "Risk.", {"https://example.org/?a=\"b", "javascript:alert(1)"}}};
    report::HtmlPage page;
    report::write_html_rules(report, page);
    const std::string html = page.html();
    CHECK(contains(html, "<div class=\"rule\" id=\"rule-0\"><h3>Title <code>id</code></h3><p>Risk.</p>"));
    CHECK(contains(html, "href=\"https://example.org/?a=&quot;b\">"));
    CHECK(contains(html, "<li>javascript:alert(1)</li>"));
}
