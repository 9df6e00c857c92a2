#include "audit/account_collector.hpp"

#include "catch.hpp"
#include "support/collecting_sink.hpp"
#include "support/sample_rule.hpp"

using namespace postern;
using test::SampleRow;

namespace {

struct Collected {
    RuleSet rules{{test::sample_rule()}};
    const audit::RuleIndex index{rules};
    test::CollectingSink inner{{"mailserver"}};
    audit::AccountCollector collector{inner, index};
};

}  // namespace

TEST_CASE("accounts are kept with their secrets, in order") {
    Collected with;
    with.collector.record(
        SampleRow{{"host", "a"}, {"username", "u"}, {"password", "c2VjcmV0"}, {"id", "10"}}.record);
    with.collector.record(SampleRow{{"nothost", "a"}, {"password", "x"}}.record);
    with.collector.record(SampleRow{{"host", "b"}}.record);
    const auto accounts = with.collector.take_accounts();
    REQUIRE(accounts.size() == 2);
    CHECK(accounts[0].account.host == "a");
    CHECK(accounts[0].account.username == "u");
    REQUIRE(accounts[0].account.secrets.size() == 1);
    CHECK(accounts[0].account.secrets[0].value.reveal() == "secret");
    CHECK(accounts[0].location.table == "mailserver");
    CHECK(accounts[0].location.key == "10");
    CHECK(accounts[0].location.field.empty());
    CHECK_FALSE(accounts[0].commented_out);
    CHECK(accounts[1].account.host == "b");
    CHECK(accounts[1].account.secrets.empty());
    CHECK(with.collector.take_accounts().empty());
}

TEST_CASE("the sink behind it gets everything, and its edits come back") {
    Collected with;
    with.inner.edit = Edit{0, "", "localhost"};
    with.inner.edit_record = 1;
    CHECK(with.collector.wants(RecordShape::row, "mailserver"));
    CHECK_FALSE(with.collector.wants(RecordShape::row, "other"));
    CHECK(with.collector.record(SampleRow{{"nothost", "a"}}.record).empty());
    const auto edits = with.collector.record(SampleRow{{"host", "b"}}.record);
    REQUIRE(edits.size() == 1);
    CHECK(edits[0].value == "localhost");
    with.collector.skip({5, "broken"});
    CHECK(with.inner.records.size() == 2);
    REQUIRE(with.inner.skips.size() == 1);
    CHECK(with.inner.skips[0].reason == "broken");
}

TEST_CASE("what stands in a comment is kept as such") {
    Collected with;
    SampleRow row{{"host", "a"}, {"password", "secret"}};
    row.record.commented_out = true;
    with.collector.record(row.record);
    const auto accounts = with.collector.take_accounts();
    REQUIRE(accounts.size() == 1);
    CHECK(accounts[0].commented_out);
}

TEST_CASE("an outgoing account that no relay takes over from says why") {
    Collected with;
    Rule& rule = with.rules.rules.front();
    const auto reason = [&with](const char* type) {
        with.collector.record(SampleRow{{"host", "a"}, {"type", type}, {"password", "x"}}.record);
        return with.collector.take_accounts().at(0).no_relay;
    };
    rule.no_relay = "By hand.";
    CHECK(reason("smtp") == "By hand.");
    CHECK(reason("pop").empty());
    rule.relay.emplace();
    CHECK(reason("smtp").empty());
    rule.relay->when = {{{{"type"}, {"type"}, {}}, {"smtp"}}};
    CHECK(reason("smtp").empty());
    CHECK(reason("other").find("does not say") != std::string::npos);
}
