#include "audit/account_editor.hpp"

#include <algorithm>
#include <array>

#include "audit/account_reader.hpp"
#include "audit/column_statistics.hpp"
#include "audit/field_lookup.hpp"
#include "audit/record_place.hpp"
#include "audit/risk_finding.hpp"
#include "audit/told_value.hpp"
#include "audit/truth_value.hpp"
#include "base/text.hpp"

namespace postern::audit {

namespace {

constexpr std::uint16_t kDefaultPort = 25;

std::string filled_in(std::string text, const Relay& relay) {
    const std::array<std::pair<std::string_view, std::string>, 2> references{
        {{"{relay.host}", relay.host}, {"{relay.port}", std::to_string(relay.port)}}};
    for (const auto& [name, value] : references) {
        for (std::size_t at = text.find(name); at != std::string::npos;
             at = text.find(name, at + value.size())) {
            text.replace(at, name.size(), value);
        }
    }
    return text;
}

bool applies(const Change& change, const Record& record) {
    return std::all_of(change.when.begin(), change.when.end(),
                       [&record](const Condition& condition) { return holds(condition, record); });
}

// A name counts before a glob.
template <typename Values>
auto find_for(const Values& values, const Record& record, const Field& field) {
    const bool without_case = field.origin == FieldOrigin::own && record.shape == RecordShape::row;
    const auto found = std::find_if(values.begin(), values.end(), [&](const auto& entry) {
        return without_case ? base::equal_without_case(field.name, entry.first) : field.name == entry.first;
    });
    return found != values.end() ? found : std::find_if(values.begin(), values.end(), [&](const auto& entry) {
        return is_name_glob(entry.first) && base::glob_fits(entry.first, field.name);
    });
}

bool is_empty(const std::optional<std::string_view>& value) {
    return !value || value->empty();
}

// An empty value is as good as none: no credential is in it.
bool is_as_wanted(const std::optional<std::string_view>& now, const std::optional<std::string>& value) {
    if (is_empty(now) || is_empty(value)) {
        return is_empty(now) == is_empty(value);
    }
    return *now == *value || is_same_host(*now, *value);
}

// Of what only sounds like a secret no more is changed than what is one: a column of numbers takes no text.
bool is_only_guessed(const Rule& rule, const Account& account, std::size_t field) {
    return rule.guess && std::none_of(account.secrets.begin(), account.secrets.end(),
                                      [field](const AccountSecret& secret) { return secret.field == field; });
}

bool has_named(const Record& record, std::string_view name) {
    return std::any_of(record.fields.begin(), record.fields.end(),
                       [name](const Field& field) { return field.name == name; });
}

bool holds_document(const Record& record) {
    return std::any_of(record.fields.begin(), record.fields.end(),
                       [](const Field& field) { return field.origin == FieldOrigin::nested; });
}

// Needs nothing to be filled in.
bool sends_by(const Relay& relay, const Account& account) {
    return is_relayed(account, relay) && account.protocol == "smtp" && account.tls == Tls::none &&
           !account.jndi && !account.proxy;
}

}  // namespace

std::span<const Edit> AccountEditor::record(const Record& record) {
    inner_.record(record);
    edits_.clear();
    if (is_column_statistics(record)) {
        clear_statistics(record);
        return edits_;
    }
    if (record.commented_out && purpose_ == Purpose::relay) {
        return edits_;
    }
    for (const Rule* rule : rules_.candidates(record.shape, record.name)) {
        if (rule->finding) {
            edit_setting(*rule, record);
            continue;
        }
        const auto account = matches(*rule, record) ? read_account(*rule, record) : std::nullopt;
        if (account) {
            edit(*rule, record, *account);
        }
    }
    return edits_;
}

void AccountEditor::edit(const Rule& rule, const Record& record, const Account& account) {
    const Values values = values_for(rule, record, account);
    const std::size_t first = changes_.size();
    const bool fills = account.direction == Direction::outgoing && !sends_by(relay_, account);
    for (std::size_t i = 0; i < record.fields.size(); ++i) {
        const auto wanted = find_for(values, record, record.fields[i]);
        if (wanted != values.end() && (fills || !is_empty(record.fields[i].value)) &&
            !is_only_guessed(rule, account, i)) {
            change_field(rule, record, i, wanted->second);
        }
    }
    if (fills && !record.commented_out) {
        add_fields(rule, record, values);
    }
    for (std::size_t i = first; i < changes_.size(); ++i) {
        changes_[i].account = account.name;
    }
}

// Only scrub changes a setting, also where it is not known whether it is harmful. What an element lacks is
// added where the finding points at it.
void AccountEditor::edit_setting(const Rule& rule, const Record& record) {
    const bool scrubs = purpose_ == Purpose::scrub && rule.scrub && applies(*rule.scrub, record);
    const RiskVerdict verdict = scrubs ? judge_risk(rule, record, rule.finding->role) : RiskVerdict();
    if (!verdict.finding && verdict.unknown.empty()) {
        return;
    }
    const Values values = values_of(*rule.scrub);
    for (std::size_t i = 0; i < record.fields.size(); ++i) {
        if (const auto wanted = find_for(values, record, record.fields[i]); wanted != values.end()) {
            change_field(rule, record, i, wanted->second);
        }
    }
    const auto& names = rule.finding->at.attributes;
    const auto missing = names.empty() ? values.end() : values.find(names.front());
    if (record.shape == RecordShape::element && missing != values.end() && missing->second &&
        !has_named(record, names.front())) {
        edits_.push_back({kNewField, names.front(), missing->second});
        note(rule, record, names.front(), std::nullopt, missing->second);
    }
}

// A rule's when, and what an account is, cannot be told from them; the database makes them anew.
void AccountEditor::clear_statistics(const Record& record) {
    const Rule* rule = rule_of_column(rules_, record);
    if (rule == nullptr) {
        return;
    }
    for (const std::size_t field : statistics_values(record)) {
        edits_.push_back({field, {}, std::nullopt});
        FieldChange change{place_of(*rule, record), rule->id, {}, true, std::string(), std::nullopt};
        change.place.key = value_of(record, "name");
        change.place.field = record.fields[field].name;
        changes_.push_back(std::move(change));
    }
}

AccountEditor::Values AccountEditor::values_of(const Change& change) const {
    Values values;
    for (const auto& [name, value] : change.set) {
        values[name] = value ? std::optional(filled_in(*value, relay_)) : std::nullopt;
    }
    return values;
}

AccountEditor::Values AccountEditor::values_for(const Rule& rule, const Record& record,
                                                const Account& account) const {
    Values values;
    const auto add = [&](const std::optional<Change>& change) {
        if (change && applies(*change, record)) {
            for (auto& [name, value] : values_of(*change)) {
                values[name] = std::move(value);
            }
        }
    };
    if (account.direction == Direction::outgoing) {
        add(rule.relay);
    }
    if (purpose_ == Purpose::scrub) {
        add(rule.scrub);
    }
    return values;
}

void AccountEditor::change_field(const Rule& rule, const Record& record, std::size_t field,
                                 const Value& given) {
    const auto& now = record.fields[field].value;
    const Value value = now && given ? std::optional(in_form_of(*now, *given)) : given;
    const bool known =
        std::any_of(edits_.begin(), edits_.end(), [field](const Edit& edit) { return edit.field == field; });
    if (!known && !is_as_wanted(now, value)) {
        edits_.push_back({field, {}, value});
        const std::size_t noted = changes_.size();
        note(rule, record, record.fields[field].name, now, value);
        if (changes_.size() > noted) {
            changes_.back().stands_in = record.fields[field].stands_in;
        }
    }
}

// What an element or a document lacks and the application needs.
void AccountEditor::add_fields(const Rule& rule, const Record& record, const Values& values) {
    const bool nested = holds_document(record);
    if (record.shape == RecordShape::row && !nested) {
        return;
    }
    for (const auto& [role, field] : rule.fields) {
        const auto& names = nested ? field.from.leaves : field.from.attributes;
        const auto value = names.empty() ? values.end() : values.find(names.front());
        const bool given = value == values.end() || !value->second || has_named(record, names.front()) ||
                           std::any_of(edits_.begin(), edits_.end(),
                                       [&](const Edit& e) { return e.new_name == names.front(); });
        if (!given && is_needed(role, names, record, values)) {
            edits_.push_back({kNewField, names.front(), value->second});
            note(rule, record, names.front(), std::nullopt, value->second);
        }
    }
}

// The server always; the port unless it is the default; anything else of an element where, without it,
// another field of that role would count. A document has classes of its own releases, which may know no more.
bool AccountEditor::is_needed(const std::string& role, const std::vector<std::string>& names,
                              const Record& record, const Values& values) const {
    const auto counts = [&](const std::string& name) {
        return has_named(record, name) && values.find(name) == values.end();
    };
    const bool nested = holds_document(record);
    const bool port = role == "port" && relay_.port != kDefaultPort;
    if (nested && port) {
        return std::none_of(names.begin(), names.end(),
                            [&record](const std::string& name) { return has_named(record, name); });
    }
    return role == "host" || port || (!nested && std::any_of(names.begin(), names.end(), counts));
}

void AccountEditor::note(const Rule& rule, const Record& record, std::string_view field,
                         std::optional<std::string_view> before, const Value& after) {
    if (field.starts_with(kFactPrefix)) {
        return;
    }
    FieldChange change{place_of(rule, record), rule.id, {}, false, std::nullopt, after};
    change.place.field = field;
    change.secret = !may_be_told(rule, field, before);
    if (before) {
        change.before = change.secret ? std::string() : std::string(*before);
    }
    if (change.secret && after) {
        change.after = "";
    }
    changes_.push_back(std::move(change));
}

}  // namespace postern::audit
