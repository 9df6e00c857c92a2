#include "format/xml_prolog.hpp"

#include "catch.hpp"

using namespace postern::format;

TEST_CASE("the declared encoding is found") {
    CHECK(declared_encoding("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>") == "ISO-8859-1");
    CHECK(declared_encoding("<?xml version='1.0' encoding = 'UTF-16' standalone='yes' ?>") == "UTF-16");
    CHECK(declared_encoding("<?xml version='1.0'?>") == "UTF-8");
    CHECK(declared_encoding("<?xml-stylesheet encoding='x'?>") == "UTF-8");
    CHECK(declared_encoding("<?xml?>") == "UTF-8");
    CHECK(declared_encoding("<?"
                            "?>") == "UTF-8");
}

TEST_CASE("wide encodings are told by their first bytes") {
    CHECK(looks_like_wide_xml("\xFF\xFE<"));
    CHECK(looks_like_wide_xml("\xFE\xFF"));
    CHECK(looks_like_wide_xml(std::string_view("<\0?", 3)));
    CHECK_FALSE(looks_like_wide_xml("<?x"));
    CHECK_FALSE(looks_like_wide_xml(""));
}

TEST_CASE("a document type is measured") {
    const std::string plain = "<!DOCTYPE a SYSTEM \"x>y\">";
    CHECK(scan_doctype(plain + "<a>").end == plain.size());
    const std::string subset =
        "<!DOCTYPE a [ <!-- ]> --> <?p ]>?> <!ELEMENT a (#PCDATA)> <!ATTLIST a b CDATA ']>'> ] >";
    CHECK(scan_doctype(subset + "<a>").end == subset.size());
    for (std::size_t size = 9; size < subset.size(); ++size) {
        CHECK(scan_doctype(subset.substr(0, size)).status == XmlDoctypeStatus::need_more);
    }
    CHECK(scan_doctype("<!DOCTYPE a [<!ENTITY b 'c'>").status == XmlDoctypeStatus::declares_entities);
    CHECK(scan_doctype("<!DOCTYPE a [<!ENTITY b 'c'>").end == 0);
    CHECK(scan_doctype("<!DOCTYPE a [<!ENTITY b ']>'>]><a>").end == 31);
    CHECK(scan_doctype("<!DOCTYPE a [<!ENTITY b ']>'>]><a>").status == XmlDoctypeStatus::declares_entities);
}
