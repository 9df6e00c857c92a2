#include "source/xml_stream.hpp"

#include "catch.hpp"
#include "support/memory_stream.hpp"

using namespace postern;
using namespace postern::source;

namespace {

struct Open {
    explicit Open(std::string text, std::size_t piece = 3)
        : input(std::move(text), piece), window(input, &output, 16), stream(window) {
        window.more();
    }

    test::MemorySource input;
    test::MemorySink output;
    base::ByteWindow window;
    XmlStream stream;
};

}  // namespace

TEST_CASE("an XML stream lets go of what is passed, or holds it") {
    Open open("abcdefgh", 100);
    open.stream.advance(2);
    CHECK(open.stream.offset() == 2);
    open.stream.hold();
    open.stream.advance(3);
    CHECK(open.stream.rest() == "fgh");
    CHECK(open.stream.offset() == 5);
    CHECK(open.stream.held() == "cde");
    CHECK(open.stream.rest() == "cdefgh");
    open.stream.release(3, {{1, 2, "D"}});
    open.stream.drain();
    open.window.flush();
    CHECK(open.output.text == "abcDefgh");
}

TEST_CASE("an XML stream passes comments of any size") {
    const std::string comment = "<!--" + std::string(5000, '-') + "-->";
    for (std::size_t piece : {1U, 2U, 7U}) {
        Open open(comment + "<a/>", piece);
        open.stream.grow();
        open.stream.grow();
        REQUIRE(open.stream.pass_opaque(format::XmlMarkup::comment));
        CHECK(open.stream.offset() == comment.size());
    }
    Open cut("<!-- --");
    cut.stream.grow();
    CHECK_FALSE(cut.stream.pass_opaque(format::XmlMarkup::comment));
}

TEST_CASE("an XML stream reads its declaration") {
    Open latin("\xEF\xBB\xBF<?xml version='1.0' encoding='iso-8859-1'?><a/>");
    latin.stream.pass_mark();
    latin.stream.pass_declaration();
    CHECK(latin.stream.encoding() == format::XmlEncoding::latin1);
    CHECK(latin.stream.rest().substr(0, 1) == "<");
    Open other("<?xml version='1.0' encoding='EBCDIC'?>");
    CHECK_THROWS_AS(other.stream.pass_declaration(), MalformedXml);
    Open wide(std::string("\xFF\xFE<\0", 4));
    CHECK_THROWS_AS(wide.stream.pass_mark(), MalformedXml);
    Open endless("<?xml " + std::string(300000, ' '));
    CHECK_THROWS_AS(endless.stream.pass_declaration(), MalformedXml);
    Open cut("<?xml ");
    CHECK_THROWS_AS(cut.stream.pass_declaration(), MalformedXml);
}

TEST_CASE("an XML stream refuses entities of its own") {
    Open plain("<!DOCTYPE a SYSTEM 'x'><a/>");
    plain.stream.pass_doctype();
    CHECK(plain.stream.offset() == 23);
    Open bomb("<!DOCTYPE a [ <!ENTITY b 'c'> ]>");
    CHECK_THROWS_AS(bomb.stream.pass_doctype(), MalformedXml);
}
