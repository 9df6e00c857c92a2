#include "catch.hpp"
#include "report/html_contents.hpp"

using namespace postern;

TEST_CASE("The sections that are there are linked, in their order") {
    report::HtmlPage sections;
    sections.section("b", "Second") << "</section>";
    sections.section("a", "First") << "</section>";
    report::HtmlPage page;
    report::write_html_contents(sections.sections(), page);
    CHECK(page.html() ==
          "<nav aria-label=\"Sections\"><ul class=\"contents\">\n<li><a href=\"#b\">Second</a></li>\n"
          "<li><a href=\"#a\">First</a></li>\n</ul></nav>\n");
}
