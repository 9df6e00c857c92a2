// The end of the record stream: records in, findings out.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "audit/finding_builder.hpp"
#include "audit/rule_index.hpp"
#include "postern/record_sink.hpp"

namespace postern::audit {

// Wants every table and element that a rule names; edits nothing. A rule about a setting that cannot be
// decided is a Skip, so that silence means that all is well. Statistics of a column gain the field
// "column_use": what the rules of its table say of it (column_statistics.hpp).
class Detector : public RecordSink {
public:
    // role: what the host is said to be.
    Detector(const RuleIndex& rules, const Relay& relay, const base::KeyedDigest& digest,
             std::optional<HostRole> role = std::nullopt)
        : rules_(rules), relay_(relay), digest_(digest), role_(role) {}

    bool wants(RecordShape shape, std::string_view name) override { return rules_.names(shape, name); }
    bool wants_columns(std::string_view table, const ColumnNames& columns) override {
        return rules_.wants_columns(table, columns);
    }
    std::span<const Edit> record(const Record& record) override;
    // Keeps the first kMostSkips; take_skips() says how many there were besides.
    void skip(const Skip& skip) override;

    // In the order of the records.
    std::vector<Detection> take_detections() { return std::move(detections_); }
    std::vector<Skip> take_skips();

private:
    static constexpr std::size_t kMostSkips = 100;

    // By reason, the rules that could not be decided for it.
    using Undecided = std::vector<std::pair<std::string, std::string>>;

    void judge_record(const Record& record);
    void judge(const Rule& rule, const Record& record, Undecided& undecided);
    void find_accounts(const Rule& rule, const Record& record);
    void tell_incomplete(const Rule& rule, const Record& record);

    const RuleIndex& rules_;
    const Relay& relay_;
    const base::KeyedDigest& digest_;
    std::optional<HostRole> role_;
    std::vector<Detection> detections_;
    std::vector<Skip> skips_;
    std::size_t more_skips_ = 0;
};

}  // namespace postern::audit
