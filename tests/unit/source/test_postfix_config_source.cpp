#include "source/postfix_config_source.hpp"

#include "support/postfix_folder.hpp"
#include "support/read_outcome.hpp"

using namespace postern;

namespace {

test::MakeSource reader(std::optional<source::PostfixPlace> place = std::nullopt) {
    return [place](base::ByteWindow& window) {
        return std::make_unique<source::PostfixConfigSource>(window, place);
    };
}

const std::string kMain = "# Postfix\nrelayhost = [h]:587\nsmtp_sasl_password_maps =\n  static:a:CANARY\n";

}  // namespace

TEST_CASE("a configuration is one record of parameters and facts") {
    const test::PostfixFolder folder("");
    const auto outcome = test::read_outcome(reader(source::PostfixPlace{folder.path, false}), kMain);
    REQUIRE(outcome.records.size() == 1);
    CHECK(outcome.complete());
    const auto& record = outcome.records[0];
    CHECK(record.name == "postfix");
    CHECK(record.line == 1);
    CHECK(record.bytes == ByteRange{0, kMain.size()});
    CHECK(record.value("relayhost") == "[h]:587");
    CHECK(record.fields[0].bytes.begin == kMain.find("[h]"));
    CHECK(record.value("smtp_sasl_password_maps") == "static:a:CANARY");
    CHECK(record.value("postern.passwords_inside") == "yes");
    CHECK(record.value("postern.relay_tls") == "unverified");
    CHECK(record.value("postern.reaches_world") == "yes");
    for (const auto& field : record.fields) {
        CHECK(field.name != "smtp_tls_security_level in main.cf");  // a default is nowhere
    }
}

TEST_CASE("what makes a fact so is a field, without its value") {
    const test::PostfixFolder folder("", "\njira unix - - n - - smtp\n  -o smtp_tls_security_level=CANARY\n");
    const auto outcome = test::read_outcome(reader(source::PostfixPlace{folder.path, false}),
                                            "default_transport = jira:[h]:587\n");
    const auto& fields = outcome.records.at(0).fields;
    const auto found = std::find_if(fields.begin(), fields.end(), [](const auto& field) {
        return field.name == "-o smtp_tls_security_level in master.cf";
    });
    REQUIRE(found != fields.end());
    CHECK(found->value == "set");
}

TEST_CASE("nothing is read that nobody wants, and every byte passes") {
    CHECK(test::read_outcome(reader(), kMain, test::CollectingSink({"other"})).records.empty());
    for (const std::string& text : {kMain, std::string("a"), std::string("x = y\r\n") + kMain}) {
        for (const std::size_t piece : {1U, 7U, 4096U}) {
            CHECK(test::read_all(reader(), text, test::CollectingSink(), piece).output == text);
        }
    }
    CHECK(test::read_all(reader(), kMain, test::CollectingSink({"other"})).output == kMain);
}

TEST_CASE("what is no entry is told by its line, never by its text") {
    const test::PostfixFolder folder("", "smtp inet n\n");
    const auto outcome =
        test::read_outcome(reader(source::PostfixPlace{folder.path, false}),
                           "relayhost = x\nCANARY\ndefault_transport = $default_transport\n");
    REQUIRE(outcome.skips.size() == 3);
    CHECK(outcome.skips[0].reason == "line 2 is no parameter: Postfix would not start with it");
    CHECK(outcome.skips[1].reason == "line 1 of its master.cf is no service");
    CHECK(outcome.skips[2].reason == "the parameter default_transport refers to itself");
    CHECK(outcome.records.size() == 1);
}

TEST_CASE("what is longer than any configuration is not read") {
    const auto outcome = test::read_outcome(reader(), std::string(5'000'000, '#'));
    REQUIRE(outcome.skips.size() == 1);
    CHECK(outcome.records.empty());
}
