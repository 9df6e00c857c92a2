#include "report/standing.hpp"

namespace postern::report {

Standing standing_of(const Finding& finding) {
    return {finding.severity, finding.status == Status::active,
            finding.exposure.file && finding.exposure.file->world_readable};
}

bool is_graver(const Standing& now, const Standing& before) {
    return now.severity > before.severity || (now.active && !before.active) ||
           (now.everybody_reads && !before.everybody_reads);
}

}  // namespace postern::report
