#include "cli/example_detector.hpp"

#include "audit/account_reader.hpp"
#include "audit/detector.hpp"
#include "audit/rule_index.hpp"
#include "cli/example_record.hpp"

namespace postern::cli {

namespace {

class AccountCollector : public RecordSink {
public:
    explicit AccountCollector(const audit::RuleIndex& rules) : rules_(rules) {}

    bool wants(RecordShape shape, std::string_view name) override { return rules_.names(shape, name); }
    bool wants_columns(std::string_view table, const ColumnNames& columns) override {
        return rules_.wants_columns(table, columns);
    }

    std::span<const Edit> record(const Record& record) override {
        for (const Rule* rule : rules_.candidates(record.shape, record.name)) {
            auto account = audit::matches(*rule, record) ? audit::read_account(*rule, record) : std::nullopt;
            if (account) {
                accounts.push_back(std::move(*account));
            }
        }
        return {};
    }

    void skip(const Skip&) override {}

    std::vector<Account> accounts;

private:
    const audit::RuleIndex& rules_;
};

}  // namespace

std::vector<Account> detect_accounts(const Rule& rule, const Example& example) {
    const RuleSet alone{{rule}};
    const audit::RuleIndex index(alone);
    AccountCollector collector(index);
    push_example(example, alone, index, collector);
    return std::move(collector.accounts);
}

std::vector<Finding> detect_findings(const Rule& rule, const Example& example) {
    const RuleSet alone{{rule}};
    const audit::RuleIndex index(alone);
    const audit::Relay relay;
    const base::KeyedDigest digest;
    audit::Detector detector(index, relay, digest, example.role ? example.role : rule.finding->role);
    push_example(example, alone, index, detector);
    std::vector<Finding> findings;
    for (audit::Detection& detection : detector.take_detections()) {
        findings.push_back(std::move(detection.finding));
    }
    return findings;
}

}  // namespace postern::cli
