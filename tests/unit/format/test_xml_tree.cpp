#include "format/xml_tree.hpp"

#include "catch.hpp"

using namespace postern::format;

TEST_CASE("a text is taken apart into its elements") {
    const std::string_view text =
        "<?xml version='1.0'?>\n<!-- <x/> --><a b='c'><d/>t<e><![CDATA[</a>]]><f>g</f ></e></a> <!-- -->";
    XmlTree tree;
    REQUIRE_FALSE(tree.parse(text));
    const auto nodes = tree.nodes();
    REQUIRE(nodes.size() == 4);
    CHECK(nodes[0].name == "a");
    CHECK(nodes[0].next == 4);
    CHECK(nodes[1].self_closing);
    CHECK(nodes[2].next == 4);
    CHECK_FALSE(tree.is_leaf(2));
    CHECK(tree.is_leaf(3));
    CHECK(tree.content(3) == "g");
    CHECK(text.substr(nodes[3].begin, nodes[3].end - nodes[3].begin) == "<f>g</f >");
    CHECK(tree.tag(0).find("b") != nullptr);
}

TEST_CASE("comments are known by the element that they stand in") {
    const std::string_view text = "<!--0--><a><b><!--1--></b><![CDATA[<!--x-->]]><!--2--></a><!--3-->";
    XmlTree tree;
    REQUIRE_FALSE(tree.parse(text));
    std::string found;
    for (const XmlComment& comment : tree.comments()) {
        found += std::string(text.substr(comment.begin, comment.end - comment.begin)) + " in " +
                 std::string(tree.nodes()[comment.inside].name) + ";";
    }
    CHECK(found == "<!--0--> in a;<!--1--> in b;<!--2--> in a;<!--3--> in a;");
    REQUIRE_FALSE(tree.parse("<a/>"));
    CHECK(tree.comments().empty());
}

TEST_CASE("what is not well-formed is refused") {
    const auto [text, reason] = GENERATE(table<std::string, std::string>({
        {"", "no element"},
        {"text", "text outside the root element"},
        {"<a/>text", "text outside the root element"},
        {"<a/><b/>", "a second root element"},
        {"<a>", "ends inside an element: truncated"},
        {"<a b", "ends inside an element: truncated"},
        {"<a></b>", "an end tag that does not fit an element"},
        {"<a></a", "ends inside an end tag: truncated"},
        {"</a>", "an end tag that does not fit an element"},
        {"<a b=c/>", "an attribute without quotes"},
        {"<a><!-- </a>", "a comment, CDATA section or instruction that does not end"},
        {"<a>< b></a>", "a stray '<'"},
        {"<![CDATA[]]><a/>", "a stray '<'"},
        {"<!DOCTYPE a><a/>", "a document type"},
    }));
    XmlTree tree;
    const auto fault = tree.parse(text);
    REQUIRE(fault);
    CHECK(fault->reason == reason);
}

TEST_CASE("elements nested too deeply are refused") {
    std::string text;
    for (int i = 0; i < 1001; ++i) {
        text += "<a>";
    }
    XmlTree tree;
    const auto fault = tree.parse(text);
    REQUIRE(fault);
    CHECK(fault->reason == "elements nested too deeply");
}

TEST_CASE("too many elements are refused") {
    XmlTree tree;
    CHECK_FALSE(tree.parse("<a><b/><c/></a>", 3));
    const auto fault = tree.parse("<a><b/><c/></a>", 2);
    REQUIRE(fault);
    CHECK(fault->at == 7);
    CHECK(fault->reason == "too many elements");
}

TEST_CASE("content is joined") {
    std::string text;
    CHECK(append_content(text, "a&amp;<!-- no --><![CDATA[b]]]]><![CDATA[>&amp;]]><?no?>\r\nc").empty());
    CHECK(text == "a&b]]>&amp;\nc");
    CHECK_FALSE(append_content(text, "&no;<![CDATA[x]]>").empty());
}
