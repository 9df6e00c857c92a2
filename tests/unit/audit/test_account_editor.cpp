#include "audit/account_editor.hpp"

#include "catch.hpp"
#include "support/sample_rule.hpp"

using namespace postern;
using namespace postern::audit;

namespace {

Rule editable_rule() {
    Rule rule = test::sample_rule();
    rule.fields["protocol"].from.attributes = {"type", "protocol"};
    rule.relay = Change{{{{{"type"}, {"type"}, {}}, {"smtp", ""}}},
                        {{"host", "{relay.host}"},
                         {"port", "{relay.port}"},
                         {"tls", "false"},
                         {"type", "smtp"},
                         {"note", "kept"},
                         {"username", std::nullopt},
                         {"password", std::nullopt},
                         {"jndi", std::nullopt},
                         {"no*", std::nullopt},
                         {"*secret*", std::nullopt}}};
    rule.scrub = Change{{}, {{"host", "{relay.host}"}, {"username", std::nullopt}, {"password", ""}}};
    return rule;
}

class NoSink : public RecordSink {
public:
    bool wants(RecordShape, std::string_view) override { return true; }
    std::span<const Edit> record(const Record& record) override {
        seen += record.fields.size();
        return {};
    }
    void skip(const Skip&) override {}
    std::size_t seen = 0;
};

struct Edited {
    std::string edits;  // "field=value " of each
    std::vector<FieldChange> changes;
};

Edited edited(const Rule& rule, const Record& record, Purpose purpose, const Relay& relay = {}) {
    const RuleSet rules{{rule}};
    const RuleIndex index(rules);
    NoSink inner;
    AccountEditor editor(inner, index, relay, purpose);
    Edited result;
    for (const Edit& edit : editor.record(record)) {
        const bool is_new = edit.field == kNewField;
        result.edits += is_new ? "+" + edit.new_name : std::string(record.fields[edit.field].name);
        result.edits += "=" + edit.value.value_or("NULL") + " ";
    }
    CHECK(inner.seen == record.fields.size());
    result.changes = editor.take_changes();
    CHECK(editor.take_changes().empty());
    return result;
}

std::string relayed(const test::SampleRow& row, const Relay& relay = {}) {
    return edited(editable_rule(), row.record, Purpose::relay, relay).edits;
}

std::string scrubbed(const test::SampleRow& row) {
    return edited(editable_rule(), row.record, Purpose::scrub).edits;
}

Record element_of(const test::SampleRow& row) {
    Record record = row.record;
    record.shape = RecordShape::element;
    record.name = "MailServer";
    return record;
}

}  // namespace

TEST_CASE("an outgoing account is led to the relay, whatever the case of the columns") {
    CHECK(relayed({{"TYPE", "smtp"},
                   {"HOST", "h.example.com"},
                   {"PORT", "587"},
                   {"USERNAME", "u"},
                   {"PASSWORD", "p"}}) == "HOST=localhost PORT=25 USERNAME=NULL PASSWORD=NULL ");
    CHECK(relayed({{"host", "h.example.com"}, {"port", "587"}}, {"r.example.com", 2525}) ==
          "host=r.example.com port=2525 ");
}

TEST_CASE("an account without a secret is led to the relay too") {
    CHECK(relayed({{"host", "h.example.com"}, {"port", std::nullopt}}) == "host=localhost port=25 ");
}

TEST_CASE("an account that is at the relay has no edits, under any of the host's names") {
    CHECK(relayed({{"host", "localhost"}, {"port", "25"}, {"tls", "false"}}).empty());
    CHECK(relayed({{"host", "127.0.0.1"}, {"port", std::nullopt}, {"tls", std::nullopt}, {"username", ""}})
              .empty());
    CHECK(scrubbed({{"host", "::1"}, {"port", ""}, {"password", std::nullopt}}).empty());
}

TEST_CASE("an account at the relay still loses what the rule clears") {
    CHECK(relayed({{"host", "127.0.0.1"}, {"port", std::nullopt}, {"password", "p"}}) == "password=NULL ");
    CHECK(relayed({{"host", "localhost"}, {"jndi", "java:comp/env/mail/A"}, {"port", std::nullopt}}) ==
          "jndi=NULL port=25 ");
    CHECK(relayed({{"host", "localhost"}, {"port", "25"}, {"tls", "true"}}) == "tls=false ");
}

TEST_CASE("relay leaves incoming accounts and those outside its conditions alone, scrub does not") {
    const test::SampleRow incoming{
        {"type", "pop"}, {"host", "pop.example.com"}, {"password", "p"}, {"username", "u"}};
    CHECK(relayed(incoming).empty());
    CHECK(scrubbed(incoming) == "host=localhost password= username=NULL ");
    const test::SampleRow unknown{{"type", "exchange"}, {"host", "x.example.com"}, {"password", "p"}};
    Rule rule = editable_rule();
    rule.fields["direction"].otherwise.reset();
    CHECK(edited(rule, unknown.record, Purpose::relay).edits.empty());
    CHECK(edited(rule, unknown.record, Purpose::scrub).edits == "host=localhost password= ");
}

TEST_CASE("a record that is no account has no edits") {
    CHECK(relayed({{"host", std::nullopt}}).empty());
    CHECK(relayed({{"server", "h.example.com"}, {"password", "p"}}).empty());
}

TEST_CASE("no value and an empty one are the same") {
    CHECK(scrubbed(
              {{"type", "pop"}, {"host", "h.example.com"}, {"username", ""}, {"password", std::nullopt}}) ==
          "host=localhost ");
}

TEST_CASE("a glob clears the fields that it fits, unless they are named") {
    CHECK(relayed({{"host", "localhost"},
                   {"note", "other"},
                   {"nonsense", "x"},
                   {"my_SECRET_key", "s"},
                   {"p", "q"}}) == "note=kept nonsense=NULL my_SECRET_key=NULL ");
}

TEST_CASE("what stands in a comment goes with a scrub alone") {
    test::SampleRow row{{"host", "h.example.com"}, {"password", "p"}};
    row.record.commented_out = true;
    CHECK(edited(editable_rule(), row.record, Purpose::relay).edits.empty());
    CHECK(edited(editable_rule(), row.record, Purpose::scrub).edits == "host=localhost password= ");
    test::SampleRow jndi{{"jndi", "java:comp/env/mail/A"}};
    jndi.record.commented_out = true;
    CHECK(edited(editable_rule(), element_of(jndi), Purpose::scrub).edits == "jndi=NULL ");
}

TEST_CASE("an outgoing element gains its server, and what else would be read from another field") {
    const test::SampleRow jndi{{"jndi", "java:comp/env/mail/A"}};
    CHECK(edited(editable_rule(), element_of(jndi), Purpose::relay).edits == "jndi=NULL +host=localhost ");
    CHECK(edited(editable_rule(), element_of(jndi), Purpose::relay, {"localhost", 2525}).edits ==
          "jndi=NULL +host=localhost +port=2525 ");
    const test::SampleRow typed{{"jndi", "java:comp/env/mail/A"}, {"protocol", "smtps"}};
    CHECK(edited(editable_rule(), element_of(typed), Purpose::relay).edits ==
          "jndi=NULL +host=localhost +type=smtp ");
}

TEST_CASE("a field that is the first of two roles is added once") {
    Rule rule = editable_rule();
    rule.fields["direction"].from.attributes = {"type", "kind"};
    const test::SampleRow row{{"host", "h.example.com"}, {"kind", "smtp"}, {"protocol", "smtps"}};
    CHECK(edited(rule, element_of(row), Purpose::relay).edits == "host=localhost +type=smtp ");
}

TEST_CASE("an incoming element and a row gain nothing") {
    const test::SampleRow element{{"type", "pop"}, {"username", "u"}};
    CHECK(edited(editable_rule(), element_of(element), Purpose::scrub).edits == "username=NULL ");
    CHECK(relayed({{"host", ""}, {"username", "u"}}) == "host=localhost username=NULL ");
}

TEST_CASE("a document gains its server, and a port that is not the usual one") {
    const std::vector<Field> fields{{"host", std::nullopt, {}, FieldOrigin::own},
                                    {"jndi", "java:comp/env/mail/A", {}, FieldOrigin::nested}};
    Record record;
    record.name = "mailserver";
    record.fields = fields;
    Rule rule = editable_rule();
    rule.requires_all.clear();
    rule.fields["host"].from.leaves = {"server"};
    rule.relay->set["server"] = "{relay.host}";
    CHECK(edited(rule, record, Purpose::relay).edits == "host=localhost jndi=NULL +server=localhost ");
    CHECK(edited(rule, record, Purpose::relay, {"localhost", 2525}).edits ==
          "host=localhost jndi=NULL +server=localhost +port=2525 ");
}

TEST_CASE("the first rule that changes a field counts") {
    Rule second = editable_rule();
    second.relay->set["host"] = "second.example.com";
    const RuleSet rules{{editable_rule(), second}};
    const RuleIndex index(rules);
    NoSink inner;
    const Relay relay;
    AccountEditor editor(inner, index, relay, Purpose::relay);
    const test::SampleRow row{{"host", "h.example.com"}};
    const auto edits = editor.record(row.record);
    REQUIRE(edits.size() == 1);
    CHECK(edits[0].value == "localhost");
}

TEST_CASE("changes tell where and what, and of a secret only that it is there") {
    const test::SampleRow row{
        {"id", "7"}, {"host", "h.example.com"}, {"username", "u"}, {"password", "p4ss"}};
    const auto changes = edited(editable_rule(), row.record, Purpose::relay).changes;
    REQUIRE(changes.size() == 3);
    CHECK(changes[0].place.table == "mailserver");
    CHECK(changes[0].place.key == "7");
    CHECK(changes[0].place.field == "host");
    CHECK(changes[0].rule == "sample");
    CHECK_FALSE(changes[0].secret);
    CHECK(changes[0].before == "h.example.com");
    CHECK(changes[0].after == "localhost");
    CHECK(changes[1].before == "u");
    CHECK(changes[1].after == std::nullopt);
    CHECK(changes[2].secret);
    CHECK(changes[2].before == "");
    CHECK(changes[2].after == std::nullopt);
    const auto set = edited(editable_rule(), row.record, Purpose::scrub).changes;
    REQUIRE(set.size() == 3);
    CHECK(set[2].after == "");
}

TEST_CASE("statistics lose their values where the column is a secret's or cleared") {
    const auto cleared = [](std::string_view column, Purpose purpose) {
        const std::vector<Field> fields{{"table", "MAILSERVER", {}, FieldOrigin::own, 0},
                                        {"column", column, {}, FieldOrigin::own, 0},
                                        {"histogram_bounds", "{a,b}", {5, 9}, FieldOrigin::own, 0},
                                        {"name", "the column", {}, FieldOrigin::own, 0}};
        Record record;
        record.shape = RecordShape::element;
        record.name = kColumnStatistics;
        record.fields = fields;
        return edited(editable_rule(), record, purpose);
    };
    for (const Purpose purpose : {Purpose::relay, Purpose::scrub}) {
        CHECK(cleared("password", purpose).edits == "histogram_bounds=NULL ");
        CHECK(cleared("username", purpose).edits == "histogram_bounds=NULL ");
        CHECK(cleared("host", purpose).edits == "");
    }
    const auto changes = cleared("password", Purpose::scrub).changes;
    REQUIRE(changes.size() == 1);
    CHECK(changes[0].secret);
    CHECK(changes[0].before == "");
    CHECK(changes[0].place.key == "the column");
    CHECK(changes[0].place.field == "histogram_bounds");
}

TEST_CASE("a setting is scrubbed where it is a finding, and added where it is missing") {
    Rule rule = editable_rule();
    rule.secrets.clear();
    rule.fields.clear();
    rule.where = {{{{"mail"}, {"mail"}, {}}, {"off", ""}}};
    rule.finding = FindingRule{Severity::low, HostRole::sandbox, {{"mail"}, {"mail"}, {}}};
    rule.relay.reset();
    rule.scrub = Change{{}, {{"mail", "on"}, {"id", std::nullopt}}};
    const test::SampleRow row{{"host", "h"}, {"id", "1"}, {"mail", "off"}};
    CHECK(edited(rule, row.record, Purpose::scrub).edits == "id=NULL mail=on ");
    CHECK(edited(rule, row.record, Purpose::relay).edits.empty());
    CHECK(edited(rule, test::SampleRow{{"host", "h"}, {"id", "1"}, {"mail", "on"}}.record, Purpose::scrub)
              .edits.empty());
    const test::SampleRow missing{{"host", "h"}, {"id", "1"}};
    CHECK(edited(rule, element_of(missing), Purpose::scrub).edits == "id=NULL +mail=on ");
    CHECK(edited(rule, missing.record, Purpose::scrub).edits == "id=NULL ");
    const test::SampleRow unknown{{"host", "h"}, {"id", "1"}, {"mail", "unknown: it depends"}};
    CHECK(edited(rule, unknown.record, Purpose::scrub).edits == "id=NULL mail=on ");
    const auto changes = edited(rule, row.record, Purpose::scrub).changes;
    REQUIRE(changes.size() == 2);
    CHECK(changes[1].place.field == "mail");
    CHECK(changes[1].secret);
}

TEST_CASE("of what is guessed only the secrets themselves change") {
    Rule rule = test::sample_rule();
    rule.requires_all.clear();
    rule.requires_any = {"*token*"};
    rule.fields = {{"username", {{{"user"}, {}, {}}, {}, {}}}};
    rule.secrets = {{{{"*token*"}, {}, {}}}, {{{"*token_value*"}, {}, {}}}};
    rule.placeholders = {"#"};
    rule.relay.reset();
    rule.scrub = Change{{}, {{"*token*", std::nullopt}}};
    const test::SampleRow row{
        {"token_count", "17"}, {"token_value", "s3cret"}, {"user", "u"}, {"old_token", "older"}};
    CHECK(edited(rule, row.record, Purpose::scrub).edits ==
          "token_count=NULL token_value=NULL old_token=NULL ");
    rule.guess = true;
    CHECK(edited(rule, row.record, Purpose::scrub).edits == "token_value=NULL old_token=NULL ");
}

TEST_CASE("a truth value is written as its column has it") {
    Rule rule = editable_rule();
    rule.requires_all.clear();
    rule.requires_any.clear();
    rule.secrets.clear();
    rule.fields.clear();
    rule.where = {{{{"enabled"}, {}, {}}, {"true", "t", "1"}}};
    rule.finding = FindingRule{Severity::low, HostRole::sandbox, {{"enabled"}, {}, {}}};
    rule.relay.reset();
    rule.scrub = Change{{}, {{"enabled", "false"}}};
    const auto scrubbed = [&](const char* now) {
        return edited(rule, test::SampleRow{{"enabled", now}}.record, Purpose::scrub).edits;
    };
    CHECK(scrubbed("t") == "enabled=f ");
    CHECK(scrubbed("1") == "enabled=0 ");
    CHECK(scrubbed("true") == "enabled=false ");
    CHECK(scrubbed("f").empty());
}

TEST_CASE("a change tells which file keeps what the field referred to") {
    test::SampleRow row{{"host", "h"}, {"password", "x"}};
    row.fields[1].stands_in = "a.properties, pw";
    const Edited result = edited(editable_rule(), row.record, Purpose::scrub);
    REQUIRE_FALSE(result.changes.empty());
    for (const FieldChange& change : result.changes) {
        CHECK(change.stands_in == (change.place.field == "password" ? "a.properties, pw" : ""));
    }
}

TEST_CASE("what a reader works out changes with the settings, and is nobody's news") {
    Rule rule;
    rule.id = "mails";
    rule.elements = {"app"};
    rule.where = {{{{}, {"postern.mails"}, {}}, {"yes"}}};
    rule.finding = FindingRule{Severity::medium, HostRole::sandbox, {{}, {"silent"}, {}}};
    rule.scrub = Change{{}, {{"silent", "true"}, {"postern.mails", "no"}}};
    const std::vector<Field> fields{{"postern.mails", "yes", {}, FieldOrigin::own, 0}};
    Record record;
    record.shape = RecordShape::element;
    record.name = "app";
    record.fields = fields;
    const auto result = edited(rule, record, Purpose::scrub);
    CHECK(result.edits == "postern.mails=no +silent=true ");
    REQUIRE(result.changes.size() == 1);
    CHECK(result.changes[0].place.field == "silent");
    CHECK(edited(rule, record, Purpose::relay).edits == "");
}
