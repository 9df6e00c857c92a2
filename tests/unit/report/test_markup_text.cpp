#include "catch.hpp"
#include "report/markup_text.hpp"

using postern::report::markup_text;

TEST_CASE("Markup becomes text") {
    CHECK(markup_text("<script>alert('1')</script>") == "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;");
    CHECK(markup_text("a\" onload=\"b & c") == "a&quot; onload=&quot;b &amp; c");
    CHECK(markup_text("]]>") == "]]&gt;");
}

TEST_CASE("What steers or is no character is spelled out") {
    CHECK(markup_text("a\n\x1b\u202E\xFF") == "a\\x0a\\x1b\\xe2\\x80\\xae\\xff");
    CHECK(markup_text("\uFFFE\uFFFF\uFFFD") == "\\xef\\xbf\\xbe\\xef\\xbf\\xbf\uFFFD");
    CHECK(markup_text("Gr\u00fc\u00dfe") == "Gr\u00fc\u00dfe");
}
