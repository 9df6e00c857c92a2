#include "format/mysql_xml_text.hpp"

#include "catch.hpp"

using namespace postern;

TEST_CASE("text of MySQL's XML") {
    std::string value;
    const std::string raw("&lt;a&gt; &amp;amp; &quot;&apos;' &#10; & \r\n\0\xFF", 46);
    format::append_decoded_mysql_xml(raw, value);
    CHECK(value == std::string("<a> &amp; \"'' &#10; & \r\n\0\xFF", 26));
    CHECK(format::encode_mysql_xml("<a b=\"c\">'&\r\n") == "&lt;a b=&quot;c&quot;&gt;'&amp;\r\n");
    value.clear();
    format::append_decoded_mysql_xml("x&", value);
    CHECK(value == "x&");
}
