#include "audit/detector.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "audit/account_reader.hpp"
#include "audit/column_statistics.hpp"
#include "audit/field_lookup.hpp"
#include "audit/risk_finding.hpp"
#include "base/text.hpp"

namespace postern::audit {

std::span<const Edit> Detector::record(const Record& record) {
    if (!is_column_statistics(record)) {
        judge_record(record);
        return {};
    }
    std::vector<Field> fields(record.fields.begin(), record.fields.end());
    if (const std::string_view use = column_use(rules_, record); !use.empty()) {
        fields.push_back({"column_use", use, {}, FieldOrigin::own, 0});
    }
    Record told = record;
    told.fields = fields;
    judge_record(told);
    return {};
}

void Detector::judge_record(const Record& record) {
    Undecided undecided;
    for (const Rule* rule : rules_.candidates(record.shape, record.name)) {
        if (rule->finding) {
            judge(*rule, record, undecided);
        } else {
            find_accounts(*rule, record);
        }
    }
    for (const auto& [reason, rules] : undecided) {
        skip({record.bytes.begin, fmt::format("{}; so not decided: {}", reason, rules)});
    }
}

void Detector::judge(const Rule& rule, const Record& record, Undecided& undecided) {
    RiskVerdict verdict = judge_risk(rule, record, role_);
    if (verdict.finding) {
        detections_.push_back({std::move(*verdict.finding), std::nullopt});
    }
    if (verdict.unknown.empty()) {
        return;
    }
    const auto same = [&](const auto& entry) { return entry.first == verdict.unknown; };
    const auto known = std::find_if(undecided.begin(), undecided.end(), same);
    if (known == undecided.end()) {
        undecided.emplace_back(verdict.unknown, rule.id);
    } else {
        known->second += ", " + rule.id;
    }
}

void Detector::find_accounts(const Rule& rule, const Record& record) {
    if (!matches(rule, record)) {
        tell_incomplete(rule, record);
    } else if (const auto account = read_account(rule, record)) {
        auto found = build_findings(rule, record, *account, relay_, digest_, rules_.providers());
        std::move(found.begin(), found.end(), std::back_inserter(detections_));
    }
}

// Part of a row that has the secret's column is not another application's table.
void Detector::tell_incomplete(const Rule& rule, const Record& record) {
    const auto present = [&record](const std::string& name) { return has_field(record, name); };
    const bool whole = record.shape == RecordShape::element ||
                       std::all_of(rule.requires_all.begin(), rule.requires_all.end(), present);
    const auto has_secret = [&record](const SecretRule& secret) {
        return find_value(record, secret.from).has_value();
    };
    if (!whole && !rule.nested && std::any_of(rule.secrets.begin(), rule.secrets.end(), has_secret)) {
        skip({record.bytes.begin,
              fmt::format("a row of table {} holds a secret, but not all the columns of an account",
                          base::lower(record.name))});
    }
}

void Detector::skip(const Skip& skip) {
    if (skips_.size() < kMostSkips) {
        skips_.push_back(skip);
    } else {
        ++more_skips_;
    }
}

std::vector<Skip> Detector::take_skips() {
    if (more_skips_ > 0) {
        skips_.push_back(
            {skips_.back().at, fmt::format("{} more places behind it could not be read", more_skips_)});
    }
    more_skips_ = 0;
    return std::move(skips_);
}

}  // namespace postern::audit
