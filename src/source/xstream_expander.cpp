#include "source/xstream_expander.hpp"

#include <algorithm>
#include <optional>

#include "base/text.hpp"
#include "postern/error.hpp"

namespace postern::source {

namespace {

bool names_record(const Rule& rule, const Record& record) {
    if (record.shape == RecordShape::element) {
        return std::find(rule.elements.begin(), rule.elements.end(), record.name) != rule.elements.end();
    }
    return std::any_of(rule.tables.begin(), rule.tables.end(), [&](const std::string& table) {
        return base::equal_without_case(table, record.name);
    });
}

const std::vector<std::string>& own_names(const Selector& selector, RecordShape shape) {
    return shape == RecordShape::row ? selector.columns : selector.attributes;
}

// The first own field the selector names that has a value.
std::optional<std::size_t> find_own(const Record& record, const Selector& selector) {
    for (const std::string& name : own_names(selector, record.shape)) {
        for (std::size_t i = 0; i < record.fields.size(); ++i) {
            const Field& field = record.fields[i];
            const bool named = record.shape == RecordShape::row ? base::equal_without_case(field.name, name)
                                                                : field.name == name;
            if (named && field.value && !field.value->empty()) {
                return i;
            }
        }
    }
    return std::nullopt;
}

// As audit::holds(). A condition on a nested field cannot be judged yet, and counts as met.
bool may_meet(const Record& record, const Condition& condition) {
    const auto index = find_own(record, condition.field);
    if (!index && !condition.field.leaves.empty()) {
        return true;
    }
    return std::any_of(condition.any_of.begin(), condition.any_of.end(), [&](const std::string& glob) {
        return index ? base::glob_fits(glob, *record.fields[*index].value) : glob.empty();
    });
}

// The field that holds the document, when the rule is about this record.
std::optional<std::size_t> document_field(const Rule& rule, const Record& record) {
    const bool fits = std::all_of(rule.where.begin(), rule.where.end(),
                                  [&](const Condition& condition) { return may_meet(record, condition); });
    return fits ? find_own(record, rule.nested->field) : std::nullopt;
}

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

}  // namespace

XstreamExpander::XstreamExpander(RecordSink& inner, const RuleSet& rules) : inner_(inner) {
    for (const Rule& rule : rules.rules) {
        if (rule.nested && rule.nested->format == "xstream") {
            rules_.push_back(&rule);
        }
    }
}

std::span<const Edit> XstreamExpander::record(const Record& record) {
    for (const Rule* rule : rules_) {
        if (!names_record(*rule, record)) {
            continue;
        }
        const auto outer = document_field(*rule, record);
        if (outer && !is_blank(*record.fields[*outer].value)) {
            return expand(record, *outer);
        }
    }
    return inner_.record(record);
}

std::span<const Edit> XstreamExpander::expand(const Record& record, std::size_t outer) {
    if (const auto fault = document_.parse(*record.fields[outer].value)) {
        inner_.skip({record.bytes.begin, "the account document in " + base::printable(record.name) + "." +
                                             base::printable(record.fields[outer].name) +
                                             " is not well-formed: " + fault->reason});
        return inner_.record(record);
    }
    edits_.clear();
    for (const format::XstreamAccount& account : document_.accounts()) {
        push_account(record, outer, account);
    }
    const bool replaced =
        std::any_of(edits_.begin(), edits_.end(), [&](const Edit& edit) { return edit.field == outer; });
    if (document_.changed() && !replaced) {
        edits_.push_back({outer, {}, document_.rewritten()});
    }
    return edits_;
}

void XstreamExpander::push_account(const Record& record, std::size_t outer,
                                   const format::XstreamAccount& account) {
    fields_.assign(record.fields.begin(), record.fields.end());
    for (const format::XstreamLeaf& leaf : account.leaves) {
        fields_.push_back({leaf.name, leaf.value, record.fields[outer].bytes, FieldOrigin::nested});
    }
    Record expanded = record;
    expanded.fields = fields_;
    for (const Edit& edit : inner_.record(expanded)) {
        take(record, account, edit);
    }
}

void XstreamExpander::take(const Record& record, const format::XstreamAccount& account, const Edit& edit) {
    const std::size_t own = record.fields.size();
    if (edit.field < own) {
        const bool known = std::any_of(edits_.begin(), edits_.end(),
                                       [&](const Edit& other) { return other.field == edit.field; });
        if (!known) {
            edits_.push_back(edit);
        }
        return;
    }
    const bool is_new = edit.field == kNewField;
    const bool taken = is_new ? !edit.value || document_.add(account, edit.new_name, *edit.value)
                              : document_.set(account.leaves.at(edit.field - own), edit.value);
    if (!taken) {
        const std::string_view name =
            is_new ? std::string_view(edit.new_name) : account.leaves[edit.field - own].name;
        throw Error(ErrorKind::failed, base::printable(record.name) + "." + base::printable(name) +
                                           ": the account document cannot hold the new value");
    }
}

}  // namespace postern::source
