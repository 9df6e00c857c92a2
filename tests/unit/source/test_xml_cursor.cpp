#include "source/xml_cursor.hpp"

#include "catch.hpp"
#include "support/collecting_sink.hpp"
#include "support/memory_stream.hpp"

using namespace postern;
using namespace postern::source;
using Event = XmlCursor::Event;

namespace {

// The one skip of reading everything element by element.
std::string outcome(const std::string& text, std::size_t piece = 1) {
    test::MemorySource input(text, piece);
    test::MemorySink output;
    base::ByteWindow window(input, &output, 32);
    test::CollectingSink sink;
    read_xml(XmlCursor(window), sink, [](XmlCursor& cursor) {
        for (Event event = cursor.next(); event != Event::end; event = cursor.next()) {
            if (event == Event::open) {
                cursor.enter();
            }
        }
    });
    window.flush();
    CHECK(output.text == text);
    REQUIRE(sink.skips.size() <= 1);
    return sink.skips.empty() ? "" : std::to_string(sink.skips[0].at) + ": " + sink.skips[0].reason;
}

}  // namespace

TEST_CASE("the XML cursor walks through well-formed text") {
    for (std::size_t piece : {1U, 2U, 3U, 5U, 100U}) {
        CHECK(outcome("\xEF\xBB\xBF<?xml version='1.0'?>\r\n<!DOCTYPE a SYSTEM 'x'><!-- > -->\n<a b=\">\" "
                      "c='\">'>t<d/>"
                      "<e\n/><f ><![CDATA[</a>]]></f\t><?p >?></a>\n<!-- -->\n",
                      piece)
                  .empty());
    }
}

TEST_CASE("the XML cursor tells what is malformed and where") {
    const auto [text, expected] = GENERATE(table<std::string, std::string>({
        {"", "0: no root element"},
        {"  ", "2: no root element"},
        {"junk", "0: text outside the root element"},
        {"<a/>junk", "4: text outside the root element"},
        {"<a/><b/>", "4: a second root element"},
        {"<a><b></a>", "6: an end tag that does not fit an element"},
        {"<a></ab>", "3: an end tag that does not fit an element"},
        {"</a>", "0: an end tag that does not fit any element"},
        {"<a><b/>", "7: ends inside an element: truncated"},
        {"<a><!-- --", "10: ends inside an element: truncated"},
        {"<a><b c='", "9: ends inside an element: truncated"},
        {"<a></a", "6: ends inside an element: truncated"},
        {"<a>< b></a>", "3: a stray '<'"},
        {"<a><!DOCTYPE a></a>", "3: a stray '<'"},
        {"<a <b>", "3: a '<' inside an element"},
        {"<a></a x>", "7: an end tag that does not end"},
        {"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", "0: a document type that declares entities"},
    }));
    CAPTURE(text);
    CHECK(outcome(text).substr(0, expected.find(':')) == expected.substr(0, expected.find(':')));
    CHECK(outcome(text).find(expected.substr(expected.find(':'))) != std::string::npos);
}

TEST_CASE("the XML cursor has limits") {
    std::string deep;
    for (int i = 0; i < 1001; ++i) {
        deep += "<a>";
    }
    CHECK(outcome(deep, 100) == "3000: elements nested too deeply");
    CHECK(outcome("<" + std::string(2000, 'a') + "/>", 100) == "0: an element name that is too long");
}

TEST_CASE("the XML cursor passes and holds whole elements") {
    const std::string first = "<b><b/><c>x</c></b>";
    test::MemorySource input("<a>" + first + "<d e='f'>g</d><h/></a>", 2);
    test::MemorySink output;
    base::ByteWindow window(input, &output, 8);
    XmlCursor cursor(window);
    REQUIRE(cursor.next() == Event::open);
    REQUIRE(cursor.enter());
    REQUIRE(cursor.next() == Event::open);
    CHECK(cursor.element() == first);
    cursor.release(first.size(), {{0, first.size(), "<B/>"}});
    REQUIRE(cursor.next() == Event::open);
    CHECK(cursor.name() == "d");
    format::XmlTag tag;
    REQUIRE_FALSE(cursor.tag(tag));
    REQUIRE(cursor.release_tag(tag, {}));
    CHECK(cursor.depth() == 2);
    CHECK(cursor.next() == Event::close);
    REQUIRE(cursor.next() == Event::open);
    cursor.pass();
    CHECK(cursor.next() == Event::close);
    CHECK(cursor.next() == Event::end);
    window.flush();
    CHECK(output.text == "<a><B/><d e='f'>g</d><h/></a>");
}

TEST_CASE("the XML cursor passes runs of one name only") {
    test::MemorySource input("<a><b/> <b c='/'/><b></b><bb/><b/></a>", 100);
    base::ByteWindow window(input);
    XmlCursor cursor(window);
    REQUIRE(cursor.next() == Event::open);
    REQUIRE(cursor.enter());
    std::string seen;
    while (cursor.next() == Event::open) {
        seen += std::string(cursor.name()) + " ";
        cursor.pass_alike();
    }
    CHECK(seen == "b b bb b ");
    CHECK(cursor.next() == Event::end);
}

TEST_CASE("a tolerant XML cursor complains once") {
    test::MemorySource input("<a><b></c></b></x></a>junk", 4);
    base::ByteWindow window(input);
    test::CollectingSink sink;
    XmlCursor cursor(window, sink);
    std::string events;
    for (Event event = cursor.next(); event != Event::end; event = cursor.next()) {
        events += event == Event::open ? '<' : '>';
        if (event == Event::open) {
            cursor.enter();
        }
    }
    CHECK(events == "<<>>>>");
    REQUIRE(sink.skips.size() == 1);
    CHECK(sink.skips[0].at == 6);
}
