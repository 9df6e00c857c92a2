#include "audit/account_collector.hpp"

#include <algorithm>
#include <utility>

#include "audit/account_reader.hpp"
#include "audit/field_lookup.hpp"
#include "audit/record_place.hpp"

namespace postern::audit {

namespace {

std::string why_no_relay(const Rule& rule, const Record& record, const Account& account) {
    if (account.direction != Direction::outgoing || account.protocol.empty()) {
        return {};
    }
    if (!rule.relay) {
        return rule.no_relay;
    }
    const auto met = [&record](const Condition& condition) { return holds(condition, record); };
    return std::all_of(rule.relay->when.begin(), rule.relay->when.end(), met)
               ? std::string()
               : "Whether it sends mail its record does not say.";
}

}  // namespace

std::span<const Edit> AccountCollector::record(const Record& record) {
    for (const Rule* rule : rules_.candidates(record.shape, record.name)) {
        if (!matches(*rule, record)) {
            continue;
        }
        if (auto account = read_account(*rule, record)) {
            std::string no_relay = why_no_relay(*rule, record, *account);
            accounts_.push_back({std::move(*account), place_of(*rule, record), record.commented_out,
                                 std::move(no_relay), rule->guess});
        }
    }
    return inner_.record(record);
}

}  // namespace postern::audit
