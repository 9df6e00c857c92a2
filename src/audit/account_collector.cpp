#include "audit/account_collector.hpp"

#include "audit/account_reader.hpp"
#include "audit/record_place.hpp"

namespace postern::audit {

std::span<const Edit> AccountCollector::record(const Record& record) {
    for (const Rule* rule : rules_.candidates(record.shape, record.name)) {
        if (!matches(*rule, record)) {
            continue;
        }
        if (auto account = read_account(*rule, record)) {
            accounts_.push_back({std::move(*account), place_of(*rule, record), record.commented_out, 0});
        }
    }
    return inner_.record(record);
}

}  // namespace postern::audit
