#include "cli/unopened_targets.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace postern::cli {

std::vector<std::string> unopened_targets(const Report& report, const std::vector<std::string>& targets) {
    std::vector<std::string> lines;
    for (const SourceFacts& source : report.sources) {
        const bool is_target = std::any_of(
            targets.begin(), targets.end(),
            [&source](const std::string& target) { return base::printable(target) == source.path; });
        const auto skip = std::find_if(source.skips.begin(), source.skips.end(), [](const Skip& known) {
            return known.reason.starts_with("cannot be opened");
        });
        if (is_target && skip != source.skips.end()) {
            lines.push_back(source.path + ": " + skip->reason);
        }
    }
    return lines;
}

}  // namespace postern::cli
