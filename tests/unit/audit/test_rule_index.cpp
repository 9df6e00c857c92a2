#include "audit/rule_index.hpp"

#include "catch.hpp"
#include "support/sample_rule.hpp"

using namespace postern;
using test::SampleRow;

TEST_CASE("tables are found without case, elements exactly") {
    RuleSet rules{{test::sample_rule(), test::sample_rule()}};
    rules.rules[1].tables = {"MAILSERVER", "other"};
    const audit::RuleIndex index(rules);
    CHECK(index.candidates(RecordShape::row, "MailServer").size() == 2);
    CHECK(index.candidates(RecordShape::row, "OTHER").size() == 1);
    CHECK(index.candidates(RecordShape::row, "mailserver_history").empty());
    CHECK(index.candidates(RecordShape::element, "MailServer").size() == 2);
    CHECK(index.candidates(RecordShape::element, "mailserver").empty());
    CHECK(index.candidates(RecordShape::element, "other").empty());
}

TEST_CASE("a record matches by its columns and values") {
    Rule rule = test::sample_rule();
    const SampleRow row{{"HOST", std::nullopt}, {"type", "smtp"}};
    CHECK(audit::matches(rule, row.record));
    rule.requires_all = {"host", "missing"};
    CHECK_FALSE(audit::matches(rule, row.record));
    rule.requires_all = {};
    rule.requires_any = {"missing", "type"};
    CHECK(audit::matches(rule, row.record));
    rule.requires_any = {"missing"};
    CHECK_FALSE(audit::matches(rule, row.record));
    rule.requires_any = {};
    rule.where = {{{{"type"}, {}, {}}, {"smtp"}}};
    CHECK(audit::matches(rule, row.record));
    rule.where.push_back({{{"type"}, {}, {}}, {"pop"}});
    CHECK_FALSE(audit::matches(rule, row.record));
}

TEST_CASE("an element need not have the columns of a row") {
    Rule rule = test::sample_rule();
    rule.requires_all = {"missing"};
    SampleRow row{{"host", "x"}};
    row.record.shape = RecordShape::element;
    CHECK(audit::matches(rule, row.record));
    rule.requires_any = {"missing"};
    CHECK_FALSE(audit::matches(rule, row.record));
}

TEST_CASE("a table that no rule names falls under the longest glob that fits") {
    RuleSet rules{{test::sample_rule(), test::sample_rule(), test::sample_rule()}};
    rules.rules[0].tables = {"AO_*"};
    rules.rules[1].tables = {"ao_1234_*", "AO_*"};
    rules.rules[2].tables = {"AO_1234_MAIL"};
    const audit::RuleIndex index(rules);
    CHECK(index.candidates(RecordShape::row, "AO_9_X").size() == 2);
    CHECK(index.candidates(RecordShape::row, "ao_1234_x") == audit::RuleIndex::Rules{&rules.rules[1]});
    CHECK(index.candidates(RecordShape::row, "AO_1234_Mail") == audit::RuleIndex::Rules{&rules.rules[2]});
    CHECK(index.candidates(RecordShape::element, "AO_9_X").empty());
    CHECK(index.names(RecordShape::row, "AO_1234_MAIL"));
    CHECK_FALSE(index.names(RecordShape::row, "AO_9_X"));
    CHECK(index.names(RecordShape::element, "MailServer"));
}

TEST_CASE("rows under a glob are wanted for their columns") {
    RuleSet rules{{test::sample_rule(), test::sample_rule()}};
    Rule& rule = rules.rules[0];
    rule.tables = {"AO_*"};
    rule.requires_all = {"*host*"};
    rule.requires_any = {"*pass*", "token"};
    rule.where = {{{{"*user*"}, {}, {}}, {"*"}}, {{{"enabled"}, {}, {}}, {"true", ""}}};
    const audit::RuleIndex index(rules);
    int asked = 0;
    const auto wants = [&](const char* table, std::vector<std::string> columns) {
        return index.wants_columns(table, [&asked, columns] {
            ++asked;
            return columns;
        });
    };
    CHECK(wants("mailserver", {}));
    CHECK_FALSE(wants("issue", {"HOST", "USER", "TOKEN"}));
    CHECK(asked == 0);
    CHECK(wants("AO_1_A", {"MAIL_HOST", "USER_NAME", "PASSWORD"}));
    CHECK(wants("AO_1_A", {"HOST", "USER", "TOKEN", "ENABLED"}));
    CHECK_FALSE(wants("AO_1_A", {"USER", "TOKEN"}));
    CHECK_FALSE(wants("AO_1_A", {"HOST", "USER", "TOKENS"}));
    CHECK_FALSE(wants("AO_1_A", {"HOST", "TOKEN"}));
    CHECK(asked == 5);
}

TEST_CASE("rows for a guess need a column that may hold its secret") {
    RuleSet rules{{test::sample_rule()}};
    Rule& rule = rules.rules[0];
    rule.tables = {"AO_*"};
    rule.requires_all.clear();
    rule.secrets = {{{{"*PASSWORD", "token"}, {}, {}}}};
    rule.guess = true;
    const audit::RuleIndex index(rules);
    const auto wants = [&](std::vector<std::string> columns) {
        return index.wants_columns("AO_1_A", [columns] { return columns; });
    };
    CHECK(wants({"HOST", "SMTP_PASSWORD"}));
    CHECK(wants({"TOKEN"}));
    CHECK_FALSE(wants({"HOST", "PASSWORD_HINT"}));
}
