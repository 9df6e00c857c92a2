#include "format/xstream.hpp"

#include "catch.hpp"

using namespace postern::format;

namespace {

const std::string kMap = R"(<linked-hash-map>
  <entry>
    <long>16</long>
    <com.example.Outer_-Server serialization="custom">
      <base>
        <default>
          <description/>
          <hostname>smtp.example.com</hostname>
          <password>p&lt;&amp;w&quot;d</password>
          <props><property name="mail.smtp.host" value='h"1'/></props>
        </default>
      </base>
      <authorization class="a.B$C"><tokenId>t</tokenId></authorization>
      <hostname>second</hostname>
    </com.example.Outer_-Server>
  </entry>
  <entry><long>17</long><s><password><![CDATA[two]]></password></s></entry>
</linked-hash-map>)";

const XstreamLeaf& leaf(const XstreamDocument& document, std::size_t account, std::string_view name) {
    for (const XstreamLeaf& candidate : document.accounts().at(account).leaves) {
        if (candidate.name == name) {
            return candidate;
        }
    }
    FAIL("no leaf " << name);
    std::abort();
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    return text.replace(text.find(from), from.size(), to);
}

}  // namespace

TEST_CASE("the accounts of a map are the last children of its entries") {
    XstreamDocument document;
    REQUIRE_FALSE(document.parse(kMap));
    REQUIRE(document.accounts().size() == 2);
    CHECK(document.accounts()[0].leaves[0].name == "class");
    CHECK(leaf(document, 0, "class").value == "com.example.Outer$Server");
    CHECK(leaf(document, 0, "hostname").value == "smtp.example.com");
    CHECK(leaf(document, 0, "description").value.empty());
    CHECK(leaf(document, 0, "password").value == "p<&w\"d");
    CHECK(leaf(document, 0, "property:mail.smtp.host").value == "h\"1");
    CHECK(leaf(document, 0, "authorization@class").value == "a.B$C");
    CHECK(leaf(document, 0, "tokenId").value == "t");
    CHECK(leaf(document, 1, "password").value == "two");
    CHECK_FALSE(document.changed());
}

TEST_CASE("the accounts of any other root are its children") {
    XstreamDocument document;
    REQUIRE_FALSE(document.parse("<list><a.B><x>1</x></a.B><null/><a.C/></list>"));
    REQUIRE(document.accounts().size() == 2);
    CHECK(leaf(document, 0, "x").value == "1");
    CHECK(leaf(document, 1, "class").value == "a.C");
}

TEST_CASE("any root that has only entries is a map") {
    XstreamDocument document;
    REQUIRE_FALSE(
        document.parse("<concurrent-hash-map><entry><long>1</long><a.B><x>1</x></a.B></entry>"
                       "<entry><long>2</long><null/></entry></concurrent-hash-map>"));
    REQUIRE(document.accounts().size() == 1);
    CHECK(leaf(document, 0, "class").value == "a.B");
    REQUIRE_FALSE(document.parse("<tree-map><no-comparator/><entry><long>1</long><a.B/></entry></tree-map>"));
    CHECK(document.accounts().size() == 1);
    REQUIRE_FALSE(document.parse("<a><entry/><b/></a>"));
    CHECK(document.accounts().size() == 2);
}

TEST_CASE("the accounts of a collection in a map are its elements") {
    XstreamDocument document;
    REQUIRE_FALSE(
        document.parse("<linked-hash-map><entry><long>1</long><list><a.B><x>1</x></a.B><null/>"
                       "<a.C><x>2</x></a.C></list></entry><entry><long>2</long><map><entry><long>3</long>"
                       "<a.D-array><a.D/></a.D-array></entry></map></entry></linked-hash-map>"));
    REQUIRE(document.accounts().size() == 3);
    CHECK(leaf(document, 0, "class").value == "a.B");
    CHECK(leaf(document, 1, "x").value == "2");
    CHECK(leaf(document, 2, "class").value == "a.D");
    REQUIRE(document.set(leaf(document, 1, "x"), "3"));
    CHECK(document.rewritten().find("<a.C><x>3</x></a.C>") != std::string::npos);
}

TEST_CASE("a document of too many elements is refused") {
    std::string text = "<list><a>";
    for (int i = 0; i < 100'000; ++i) {
        text += "<b/>";
    }
    XstreamDocument document;
    const auto fault = document.parse(text + "</a></list>");
    REQUIRE(fault);
    CHECK(fault->reason == "too many elements");
    CHECK(document.accounts().empty());
}

TEST_CASE("a document may hold no account") {
    XstreamDocument document;
    for (const char* text : {"<linked-hash-map/>", "<null/>", "<map></map>",
                             "<tree-map><no-comparator/></tree-map>", "<map><entry/></map>", "<list/>"}) {
        CHECK_FALSE(document.parse(text));
        CHECK(document.accounts().empty());
    }
    CHECK(document.parse("<list>"));
    CHECK(document.accounts().empty());
}

TEST_CASE("changes leave every other byte alone") {
    XstreamDocument document;
    const auto change = [&](std::string_view name, const std::optional<std::string>& value) {
        REQUIRE_FALSE(document.parse(kMap));
        REQUIRE(document.set(leaf(document, 0, name), value));
        return document.rewritten();
    };
    CHECK(change("hostname", "a<b") == replaced(kMap, "smtp.example.com", "a&lt;b"));
    CHECK(change("password", std::nullopt) == replaced(kMap, "<password>p&lt;&amp;w&quot;d</password>", ""));
    CHECK(change("description", "d") == replaced(kMap, "<description/>", "<description>d</description>"));
    CHECK(change("description", std::nullopt) == replaced(kMap, "<description/>", ""));
    CHECK(change("property:mail.smtp.host", "x'y") == replaced(kMap, "h\"1", "x&apos;y"));
    CHECK(change("property:mail.smtp.host", std::nullopt) ==
          replaced(kMap, "<property name=\"mail.smtp.host\" value='h\"1'/>", ""));
    CHECK(change("authorization@class", "X") == replaced(kMap, "a.B$C", "X"));
    CHECK(change("authorization@class", std::nullopt) ==
          replaced(kMap, "<authorization class=\"a.B$C\"><tokenId>t</tokenId></authorization>", ""));
}

TEST_CASE("what is changed within an object that goes, goes with it") {
    for (const bool inner_first : {true, false}) {
        XstreamDocument document;
        REQUIRE_FALSE(document.parse(kMap));
        for (const bool inner : {inner_first, !inner_first}) {
            REQUIRE(document.set(leaf(document, 0, inner ? "tokenId" : "authorization@class"), std::nullopt));
        }
        CHECK(document.rewritten() ==
              replaced(kMap, "<authorization class=\"a.B$C\"><tokenId>t</tokenId></authorization>", ""));
    }
}

TEST_CASE("changes to several accounts come together") {
    XstreamDocument document;
    REQUIRE_FALSE(document.parse(kMap));
    REQUIRE(document.set(leaf(document, 1, "password"), "2]]>"));
    REQUIRE(document.set(leaf(document, 0, "hostname"), std::nullopt));
    REQUIRE(document.add(document.accounts()[0], "port", "25"));
    std::string expected = replaced(kMap, "<hostname>smtp.example.com</hostname>", "");
    expected = replaced(expected, "</props>", "</props><port>25</port>");
    CHECK(document.rewritten() == replaced(expected, "<![CDATA[two]]>", "2]]&gt;"));
}

TEST_CASE("what cannot be written is refused") {
    XstreamDocument document;
    REQUIRE_FALSE(document.parse(kMap));
    CHECK_FALSE(document.set(leaf(document, 0, "class"), "x"));
    CHECK_FALSE(document.set(leaf(document, 0, "hostname"), std::string("a\0", 2)));
    CHECK_FALSE(document.add(document.accounts()[0], "not a name", "x"));
    CHECK_FALSE(document.changed());
}
