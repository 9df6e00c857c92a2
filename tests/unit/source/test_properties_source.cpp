#include "source/properties_source.hpp"

#include "support/reader_properties.hpp"

using namespace postern;
using namespace postern::test;

namespace {

std::unique_ptr<Source> make(base::ByteWindow& window) {
    return std::make_unique<source::PropertiesSource>(window);
}

const std::string kText =
    "# head\r\n#jdbc.password=old\\\\pw\r\n# note: x\r\n\r\njdbc.user = bitbucket\r\njdbc.password : "
    "p\\u00e4ss \\\r\n"
    "   word\r\n!mail.host=h\r\nbare\r\nblank value here\r\nlast=x";

std::string edited(const std::string& input, const Edit& edit, std::size_t record = 0) {
    CollectingSink sink;
    sink.edit = edit;
    sink.edit_record = record;
    return read_all(make, input, sink).output;
}

}  // namespace

TEST_CASE("properties are one record, what comments hold another") {
    const ReadResult result = read_all(make, kText);
    REQUIRE(result.records.size() == 2);
    CHECK(result.skips.empty());
    const OwnedRecord& active = result.records[0];
    CHECK(active.name == "properties");
    CHECK_FALSE(active.commented_out);
    CHECK(active.line == 5);
    CHECK(active.value("jdbc.user") == "bitbucket");
    CHECK(active.value("jdbc.password") == "päss word");
    CHECK(active.value("blank") == "value here");
    CHECK(active.fields.size() == 5);
    const OwnedRecord& commented = result.records[1];
    CHECK(commented.commented_out);
    CHECK(commented.line == 2);
    CHECK(commented.value("jdbc.password") == "old\\pw");
    CHECK(commented.value("mail.host") == "h");
    CHECK(commented.fields.size() == 2);
}

TEST_CASE("properties keep the properties of a reader") {
    check_reader_properties(make, kText, CollectingSink(), 30);
    check_reader_properties(make, "a=1\nb\n\nc 2\\\n\n", CollectingSink(), 10);
}

TEST_CASE("a property that goes takes all its lines along") {
    CHECK(edited("a=1\nb=x\\\n  y\nc=2\n", {1, {}, std::nullopt}) == "a=1\nc=2\n");
    CHECK(edited("a=1\nb=2", {1, {}, std::nullopt}) == "a=1\n");
    CHECK(edited("a=1\nb=2\na=3\n", {1, {}, std::nullopt}) == "a=1\nb=2\n");
    CHECK(read_all(make, "a=1\nb=2\na=3\n").records[0].value("a") == "3");
}

TEST_CASE("a new property is a new line below the last") {
    CHECK(edited("a=1\n\n# end\n", {kNewField, "b.c", " x"}) == "a=1\nb.c=\\ x\n\n# end\n");
    CHECK(edited("a=1\r\n", {kNewField, "b", "x"}) == "a=1\r\nb=x\r\n");
    CHECK(edited("a=1", {kNewField, "b", "x"}) == "a=1\nb=x");
    CHECK(edited("#mail.a=1\nx=1\n", {kNewField, "b", "x\ny"}, 1) == "#mail.a=1\n#b=x\\ny\nx=1\n");
    CHECK_THROWS(edited("a=1\n", {kNewField, "b=", "x"}));
}

TEST_CASE("a properties file that Java refuses, or that is none, is told") {
    CHECK(read_all(make, "a=\\u12\nb=1\n").skips.size() == 1);
    CHECK(read_all(make, "a=\\u12\nb=1\n").records[0].value("b") == "1");
    CHECK(read_all(make, "").records.empty());
    const std::string large(1024 * 1024 + 1, 'x');
    const ReadResult result = read_all(make, large);
    CHECK(result.skips.size() == 1);
    CHECK(result.output == large);
    CHECK(read_all(make, kText, CollectingSink({"other"})).output == kText);
}

TEST_CASE("texts of a user interface are no settings of mail") {
    const std::string texts = "mail.password=Password\nmail.smtp.host=SMTP host\njdbc.password=x\n";
    const auto records = read_all(make, texts).records;
    REQUIRE(records.size() == 1);
    CHECK(records[0].fields.size() == 1);
    CHECK(records[0].value("jdbc.password") == "x");
    CHECK(read_all(make, "mail.password=a b\nmail.smtp.host= h \n").records.at(0).fields.size() == 2);
}
