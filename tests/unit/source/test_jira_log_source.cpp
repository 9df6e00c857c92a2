#include "source/jira_log_source.hpp"

#include "support/read_outcome.hpp"

using namespace postern;
using namespace postern::test;

namespace {

std::unique_ptr<Source> make(base::ByteWindow& window) {
    return std::make_unique<source::JiraLogSource>(window);
}

const std::string kStart =
    "2010-03-01 12:00:00,123 QuartzWorker-0 WARN ServiceRunner [service.services.mail.MailFetcherService] "
    "Cannot retrieve mail due to a missing parameter in Mail Server '";
const std::string kOther = "2010-03-01 12:00:01,000 main INFO [jira.web] missing parameter\n";

std::string message(const std::string& name, const std::string& host, const std::string& user,
                    const std::string& password) {
    return kStart + name + "': [host," + host + "],[username," + user + "],[password," + password + "]\n";
}

}  // namespace

TEST_CASE("passwords in a log are records") {
    const std::string text = kOther + message("In's", "null", "support@example.com", "pw],[x") + kOther +
                             message("B", "pop.example.com", "null", "two words\r") +
                             message("C", "h", "u", "null") + message("D", "h", "null", "");
    for (const std::size_t piece : {1U, 7U, 4096U}) {
        const ReadResult result = read_all(make, text, CollectingSink(), piece);
        CHECK(result.output == text);
        REQUIRE(result.records.size() == 2);
        CHECK(result.skips.empty());
        const OwnedRecord& first = result.records[0];
        CHECK(first.name == "jira-log-mail-password");
        CHECK(first.line == 2);
        CHECK(first.value("name") == "In's");
        CHECK(first.value("host") == std::nullopt);
        CHECK(first.value("username") == "support@example.com");
        CHECK(first.value("password") == "pw],[x");
        CHECK(result.records[1].line == 4);
        CHECK(result.records[1].value("host") == "pop.example.com");
        CHECK(result.records[1].value("password") == "two words");
    }
}

TEST_CASE("a value in a log is replaced alone") {
    const std::string text = kOther + message("A", "null", "u", "pw") + kOther;
    const auto edited = [&](const Edit& edit) {
        CollectingSink sink;
        sink.edit = edit;
        return read_all(make, text, sink, 3).output;
    };
    CHECK(edited({3, {}, std::nullopt}) == kOther + message("A", "null", "u", "null") + kOther);
    CHECK(edited({3, {}, "x]y"}) == kOther + message("A", "null", "u", "x]y") + kOther);
    CHECK(edited({1, {}, "h"}) == kOther + message("A", "h", "u", "pw") + kOther);
    CHECK_THROWS(edited({3, {}, "x\ny"}));
}

TEST_CASE("what only looks like such a message is none") {
    for (const std::string& text : {kStart, kStart + "A\n': [host,a],[username,b],[password,c]\n",
                                    kStart + "A': [host,a],[password,c]\n", kStart + kStart, std::string(),
                                    kOther, std::string("missing parameter in Mail Server")}) {
        CAPTURE(text);
        const ReadResult result = read_all(make, text, CollectingSink(), 1);
        CHECK(result.records.empty());
        CHECK(result.skips.empty());
        CHECK(result.output == text);
    }
}

TEST_CASE("a log that was cut, or has endless lines, is read as far as it goes") {
    const std::string cut = message("A", "null", "u", "password");
    CHECK(read_all(make, cut.substr(0, cut.size() - 4)).records.at(0).value("password") == "passwo");
    const std::string endless = kStart + std::string(100'000, 'x') + "\n" + message("A", "null", "u", "pw");
    const ReadResult result = read_all(make, endless);
    CHECK(result.skips.size() == 1);
    CHECK(result.records.size() == 1);
    CHECK(result.output == endless);
    CHECK(read_all(make, endless, CollectingSink({"other"})).output == endless);
}
