#include "audit/detector.hpp"

#include <iterator>

#include "audit/account_reader.hpp"

namespace postern::audit {

std::span<const Edit> Detector::record(const Record& record) {
    for (const Rule* rule : rules_.candidates(record.shape, record.name)) {
        if (!matches(*rule, record)) {
            continue;
        }
        if (const auto account = read_account(*rule, record)) {
            auto found = build_findings(*rule, record, *account, relay_, digest_);
            std::move(found.begin(), found.end(), std::back_inserter(detections_));
        }
    }
    return {};
}

}  // namespace postern::audit
