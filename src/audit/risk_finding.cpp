#include "audit/risk_finding.hpp"

#include <algorithm>
#include <vector>

#include "audit/field_lookup.hpp"
#include "audit/record_place.hpp"
#include "audit/rule_index.hpp"
#include "base/text.hpp"

namespace postern::audit {

namespace {

// Why the condition's field is not known; empty when it is.
std::string_view unknown_reason(const Condition& condition, const Record& record) {
    const auto field = find_value(record, condition.field);
    const std::string_view value = field ? *record.fields[*field].value : std::string_view();
    return value.starts_with(kUnknown) ? value.substr(kUnknown.size()) : std::string_view();
}

// "-o mynetworks in master.cf" is where a reader found a setting, and so nothing that could be unset.
bool is_setting_name(const std::string& name) {
    return name.find(' ') == std::string::npos;
}

std::string first_name(const Selector& at) {
    for (const auto* names : {&at.attributes, &at.columns, &at.leaves}) {
        const auto name = std::find_if(names->begin(), names->end(), is_setting_name);
        if (name != names->end()) {
            return *name;
        }
    }
    return {};
}

bool is_placeholder(const Rule& rule, std::string_view value) {
    return std::any_of(rule.placeholders.begin(), rule.placeholders.end(),
                       [value](const std::string& glob) { return base::glob_fits(glob, value); });
}

// The first of the settings, in their order, that has a value which is more than a placeholder.
std::optional<std::size_t> find_setting(const Rule& rule, const Record& record) {
    std::vector<Field> fields(record.fields.begin(), record.fields.end());
    Record rest = record;
    rest.fields = fields;
    while (const auto field = find_value(rest, rule.finding->at)) {
        if (!is_placeholder(rule, *fields[*field].value)) {
            return field;
        }
        fields[*field].value.reset();
    }
    return std::nullopt;
}

Locator place(const Rule& rule, const Record& record, std::optional<std::size_t> setting) {
    Locator place = place_of(rule, record);
    if (!setting) {
        place.field = first_name(rule.finding->at);
        place.line = 0;
        place.byte = 0;
        return place;
    }
    const Field& found = record.fields[*setting];
    place.field = found.name;
    place.byte = found.bytes.begin;
    place.line = found.line > 0 ? found.line : record.line;
    return place;
}

Finding finding(const Rule& rule, const Record& record, std::optional<std::size_t> setting) {
    Finding finding;
    finding.rule = rule.id;
    finding.kind = FindingKind::risk;
    finding.severity =
        record.commented_out ? std::min(rule.finding->severity, Severity::medium) : rule.finding->severity;
    finding.status = record.commented_out ? Status::commented_out : Status::active;
    finding.location = place(rule, record, setting);
    finding.account.product = rule.product;
    finding.account.name = rule.title;
    finding.advice = rule.advice;
    return finding;
}

}  // namespace

RiskVerdict judge_risk(const Rule& rule, const Record& record, std::optional<HostRole> role) {
    if ((rule.finding->role && rule.finding->role != role) || !has_required_fields(rule, record)) {
        return {};
    }
    RiskVerdict verdict;
    for (const Condition& condition : rule.where) {
        const std::string_view reason = unknown_reason(condition, record);
        if (reason.empty() && !holds(condition, record)) {
            return {};
        }
        verdict.unknown = verdict.unknown.empty() ? reason : verdict.unknown;
    }
    const auto setting = find_setting(rule, record);
    const bool only_placeholders = !setting && find_value(record, rule.finding->at);
    if (verdict.unknown.empty() && !only_placeholders) {
        verdict.finding = finding(rule, record, setting);
    }
    return verdict;
}

}  // namespace postern::audit
