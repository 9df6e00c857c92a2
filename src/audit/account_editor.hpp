// What becomes of the mail accounts and settings that pass by: the rules' relay and scrub, as edits.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "audit/relay.hpp"
#include "audit/rule_index.hpp"
#include "postern/account.hpp"
#include "postern/locator.hpp"
#include "postern/record_sink.hpp"

namespace postern::audit {

enum class Purpose {
    relay,  // outgoing accounts send through the relay
    scrub,  // that, and no account keeps a credential
};

// One field's change, for a plan that people read. Holds no secret.
struct FieldChange {
    Locator place;  // with the field
    std::string rule;
    std::string account;                // its name; may be empty
    bool secret = false;                // the values are, or may be; they are empty then
    std::optional<std::string> before;  // nullopt: there was none
    std::optional<std::string> after;   // nullopt: goes away
    std::string stands_in = {};         // another file, which keeps the text that the field referred to
};

// Answers the edits to every record that holds an account, or a setting that is a finding, after the inner
// sink has seen it as it was. A field that is as it should be is left alone, so a second pass has no edits;
// an account that sends through the relay already loses what the rule clears and is not touched otherwise.
// What stands in a comment is left to Purpose::scrub: nothing sends by it. Statistics of a column that holds
// secrets, or that a rule of its table clears, lose their values.
class AccountEditor : public RecordSink {
public:
    AccountEditor(RecordSink& inner, const RuleIndex& rules, const Relay& relay, Purpose purpose)
        : inner_(inner), rules_(rules), relay_(relay), purpose_(purpose) {}

    bool wants(RecordShape shape, std::string_view name) override { return inner_.wants(shape, name); }
    bool wants_columns(std::string_view table, const ColumnNames& columns) override {
        return inner_.wants_columns(table, columns);
    }
    std::span<const Edit> record(const Record& record) override;
    void skip(const Skip& skip) override { inner_.skip(skip); }

    // In the order of the records.
    std::vector<FieldChange> take_changes() { return std::exchange(changes_, {}); }

private:
    using Value = std::optional<std::string>;
    using Values = std::map<std::string, Value>;

    void edit(const Rule& rule, const Record& record, const Account& account);
    void edit_setting(const Rule& rule, const Record& record);
    Values values_of(const Change& change) const;
    void clear_statistics(const Record& record);
    Values values_for(const Rule& rule, const Record& record, const Account& account) const;
    void change_field(const Rule& rule, const Record& record, std::size_t field, const Value& given);
    void add_fields(const Rule& rule, const Record& record, const Values& values);
    bool is_needed(const std::string& role, const std::vector<std::string>& names, const Record& record,
                   const Values& values) const;
    void note(const Rule& rule, const Record& record, std::string_view field,
              std::optional<std::string_view> before, const Value& after);

    RecordSink& inner_;
    const RuleIndex& rules_;
    const Relay& relay_;
    const Purpose purpose_;
    std::vector<Edit> edits_;
    std::vector<FieldChange> changes_;
};

}  // namespace postern::audit
