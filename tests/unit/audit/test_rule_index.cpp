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
