#include "source/xml_record.hpp"

#include "catch.hpp"
#include "postern/error.hpp"
#include "support/collecting_sink.hpp"

using namespace postern;
using namespace postern::source;

namespace {

const std::string kElement = "<a b='1' c=\"&no;\"><d>x&amp;</d><e/><f> y </f></a>";

// The element after one edit.
std::string edited(const Edit& edit, test::CollectingSink& sink) {
    sink.edit = edit;
    format::XmlTree tree;
    REQUIRE_FALSE(tree.parse(kElement));
    XmlRecord record(RecordShape::element, "a", {.text = kElement, .shift = 2, .offset = 100});
    record.add_attributes(tree.tag(0));
    record.add_content("d", tree.nodes()[1], tree.nodes()[1]);
    record.add_content("e", tree.nodes()[2], tree.nodes()[2]);
    record.add_trimmed_content("f", tree.nodes()[3], tree.nodes()[3]);
    std::vector<format::XmlSplice> splices;
    record.push(sink, kElement.size(), splices);
    return format::spliced("--" + kElement, splices).substr(2);
}

std::string edited(const Edit& edit) {
    test::CollectingSink sink;
    return edited(edit, sink);
}

std::string with(const std::string& from, const std::string& to) {
    std::string text = kElement;
    return text.replace(text.find(from), from.size(), to);
}

}  // namespace

TEST_CASE("an XML record has fields with values and bytes") {
    test::CollectingSink sink;
    edited({}, sink);
    const test::OwnedRecord& record = sink.records.at(0);
    CHECK(record.value("b") == "1");
    CHECK(record.value("c") == "&no;");
    CHECK(record.value("d") == "x&");
    CHECK(record.value("e") == "");
    CHECK(record.value("f") == "y");
    CHECK(record.bytes == ByteRange{100, 100 + kElement.size()});
    CHECK(record.fields[0].bytes == ByteRange{105, 108});
    CHECK(record.fields[2].bytes == ByteRange{121, 127});
    REQUIRE(sink.skips.size() == 1);
    CHECK(sink.skips[0].at == 100 + kElement.find("&no;"));
}

TEST_CASE("fields of an XML record know their lines") {
    const std::string element = "<a\nb='1'\n\nc='2'/>";
    format::XmlTree tree;
    REQUIRE_FALSE(tree.parse(element));
    struct Lines : test::CollectingSink {
        std::span<const Edit> record(const Record& record) override {
            for (const Field& field : record.fields) {
                lines += std::to_string(field.line) + " ";
            }
            return {};
        }
        std::string lines;
    } sink;
    XmlRecord record(RecordShape::element, "a", {.text = element, .line = 5});
    record.add_attributes(tree.tag(0));
    record.add_property("d", "3", {.begin = 3, .end = 3});
    std::vector<format::XmlSplice> splices;
    record.push(sink, element.size(), splices);
    CHECK(sink.lines == "6 8 6 ");
}

TEST_CASE("an XML record writes its edits") {
    CHECK(edited({0, "", "a'b"}) == with("'1'", "'a&apos;b'"));
    CHECK(edited({0, "", std::nullopt}) == with(" b='1'", ""));
    CHECK(edited({2, "", "<"}) == with("x&amp;", "&lt;"));
    CHECK(edited({2, "", std::nullopt}) == with("<d>x&amp;</d>", ""));
    CHECK(edited({3, "", "z"}) == with("<e/>", "<e>z</e>"));
    CHECK(edited({4, "", " z "}) == with("> y <", "> &#32;z&#32; <"));
    CHECK(edited({kNewField, "n", "\""}) == with("\">", "\" n=\"&quot;\">"));
    CHECK(edited({kNewField, "n", std::nullopt}) == kElement);
}

TEST_CASE("an XML record names the field it cannot write, never the value") {
    try {
        edited({2, "", std::string("secret\0", 7)});
        FAIL("was written");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::failed);
        CHECK(std::string(error.what()).find("a.d") == 0);
        CHECK(std::string(error.what()).find("secret") == std::string::npos);
    }
    CHECK_THROWS_AS(edited({kNewField, "no name", "x"}), Error);
}
