#include "audit/risk_finding.hpp"

#include <algorithm>

#include "audit/field_lookup.hpp"
#include "audit/rule_index.hpp"

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

Locator place(const Rule& rule, const Record& record) {
    Locator place;
    place.table = record.name;
    if (const auto key = rule.fields.find("key"); key != rule.fields.end()) {
        const auto field = find_value(record, key->second.from);
        place.key = field ? std::string(*record.fields[*field].value) : std::string();
    }
    const auto field = find_value(record, rule.finding->at);
    if (!field) {
        place.field = first_name(rule.finding->at);
        return place;
    }
    const Field& found = record.fields[*field];
    place.field = found.name;
    place.byte = found.bytes.begin;
    place.line = found.line > 0 ? found.line : record.line;
    return place;
}

Finding finding(const Rule& rule, const Record& record) {
    Finding finding;
    finding.rule = rule.id;
    finding.kind = FindingKind::risk;
    finding.severity = rule.finding->severity;
    finding.status = record.commented_out ? Status::commented_out : Status::active;
    finding.location = place(rule, record);
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
    if (verdict.unknown.empty()) {
        verdict.finding = finding(rule, record);
    }
    return verdict;
}

}  // namespace postern::audit
