#include "source/xstream_file.hpp"

#include "catch.hpp"
#include "postern/error.hpp"
#include "source/product_xml_source.hpp"
#include "source/xstream_expander.hpp"
#include "support/reader_properties.hpp"

using namespace postern;
using namespace postern::test;

namespace {

const std::string kFile =
    "<?xml version='1.0' encoding='UTF-8'?>\n<com.atlassian.a.MailServer><b>\r\n<host>h</host>"
    "<password>p&amp;w</password></b></com.atlassian.a.MailServer>\n";

std::unique_ptr<Source> make(base::ByteWindow& window) {
    return std::make_unique<source::ProductXmlSource>(window);
}

RuleSet rules() {
    Rule rule;
    rule.elements = {"mail-server"};
    rule.nested = NestedDocument{{{}, {"document"}, {}}, "xstream"};
    return {{rule}};
}

// The file with its mail server expanded, and one edit to what comes out.
std::string edited(const std::string& input, const Edit& edit, CollectingSink& sink) {
    sink.edit = edit;
    const RuleSet known = rules();
    source::XstreamExpander expander(sink, known);
    MemorySource bytes(input, 10);
    MemorySink output;
    base::ByteWindow window(bytes, &output, 64);
    make(window)->read(expander);
    window.flush();
    return output.text;
}

ReadResult read(const std::string& input) {
    return read_all(make, input, CollectingSink({"mail-server"}));
}

}  // namespace

TEST_CASE("mail servers are told by their class") {
    CHECK(source::is_mail_server_class("com.atlassian.mail.server.impl.SMTPMailServerImpl"));
    CHECK(source::is_mail_server_class("com.atlassian.bamboo.mail.SMTPMailServerWithEncryptedPassword"));
    CHECK_FALSE(source::is_mail_server_class("com.example.SMTPMailServerImpl"));
    CHECK_FALSE(source::is_mail_server_class("com.atlassian.bamboo.Other"));
    CHECK_FALSE(source::is_mail_server_class("MailServer"));
}

TEST_CASE("edits to leaves change their bytes alone") {
    CollectingSink sink;
    const std::string output = edited(kFile, {3, "", std::nullopt}, sink);
    REQUIRE(sink.records.size() == 1);
    CHECK(sink.records[0].value("class") == "com.atlassian.a.MailServer");
    CHECK(sink.records[0].value("host") == "h");
    CHECK(sink.records[0].value("password") == "p&w");
    CHECK(sink.records[0].line == 2);
    std::string wanted = kFile;
    const std::string gone = "<password>p&amp;w</password>";
    CHECK(output == wanted.erase(wanted.find(gone), gone.size()));
    CollectingSink other;
    CHECK(edited(kFile, {2, "", "<"}, other).find("<host>&lt;</host>") != std::string::npos);
}

TEST_CASE("without edits the file stays") {
    CHECK(read(kFile).output == kFile);
    CHECK(read_all(make, kFile, CollectingSink({"other"})).output == kFile);
    CHECK(read_all(make, kFile, CollectingSink({"other"})).records.empty());
}

TEST_CASE("what cannot be read of a mail server is told") {
    const auto [inside, reason] = GENERATE(table<std::string, std::string>({
        {"<!-- <password>x</password> -->", "a comment that names a password: not looked into"},
        {"<b x=1/>", "an attribute without quotes"},
        {"<b></c>", "an end tag that does not fit an element"},
    }));
    const ReadResult result = read("<com.atlassian.a.MailServer>" + inside + "</com.atlassian.a.MailServer>");
    CHECK(result.records.empty());
    REQUIRE(result.skips.size() == 1);
    CHECK(result.skips[0].reason == reason);
    const std::string latin = "<?xml version='1.0' encoding='ISO-8859-1'?><com.atlassian.a.MailServer>";
    const std::string end = "</com.atlassian.a.MailServer>";
    CHECK(read(latin + "\xE4" + end).skips.size() == 1);
    CHECK(read(latin + "a" + end).records.size() == 1);
}

TEST_CASE("a mail server cannot become something else") {
    CollectingSink sink({"mail-server"});
    sink.edit =
        Edit{0, "",
             GENERATE(as<std::optional<std::string>>(), std::nullopt, "", "<a/>", "<list></list", "<list>")};
    CHECK_THROWS_AS(read_all(make, kFile, sink), Error);
}
