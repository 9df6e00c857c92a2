#include "catch.hpp"
#include "report/html_page.hpp"

using postern::report::HtmlPage;

TEST_CASE("Own markup stays, text is escaped") {
    HtmlPage page;
    page << "<b title=\"";
    page.text("\"<") << "\">";
    page.number(12).asset("a > b") << "</b>";
    CHECK(page.html() == "<b title=\"&quot;&lt;\">12a > b</b>");
}

TEST_CASE("A page knows its sections") {
    HtmlPage page;
    page.section("a", "First") << "</section>";
    CHECK(page.html() == "<section id=\"a\"><h2>First</h2>\n</section>");
    REQUIRE(page.sections().size() == 1);
    CHECK(page.sections()[0].title.view() == "First");
}
