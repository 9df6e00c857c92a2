#include "catch.hpp"
#include "report/html_report.hpp"
#include "sample_report.hpp"
#include "support/memory_stream.hpp"

using namespace postern;
using test::contains;

namespace {

std::string html(const Report& report) {
    test::MemorySink sink;
    report::write_html(report, sink);
    return sink.text;
}

}  // namespace

TEST_CASE("The sections come in the order in which they matter") {
    const std::string page = html(test::hostile_report("x"));
    std::size_t last = 0;
    for (const char* section :
         {"class=\"verdict\"", "class=\"figures\"", "class=\"contents\"", "id=\"coverage\"", "id=\"next\"",
          "id=\"filters\"", "id=\"credentials\"", "id=\"timeline\"", "id=\"exposure\"", "id=\"routes\"",
          "id=\"risks\"", "id=\"rules\""}) {
        const std::size_t at = page.find(section);
        INFO(section);
        REQUIRE(at != std::string::npos);
        CHECK(at > last);
        last = at;
    }
}

TEST_CASE("Text from a target cannot become markup, wherever it stands") {
    const std::string page = html(test::hostile_report("<zz y='1' y=\"2\">\x1b\u202E\xFF&zz;"));
    for (const char* part : {"<zz", "y='1'", "y=\"2\"", "\x1b", "\u202E", "\xFF", "&zz;"}) {
        INFO(part);
        CHECK_FALSE(contains(page, part));
    }
    CHECK(contains(page, "&lt;zz y=&#39;1&#39; y=&quot;2&quot;&gt;\\x1b"));
}

TEST_CASE("Nothing found needs no filters") {
    CHECK_FALSE(contains(html({}), "id=\"filters\""));
}
