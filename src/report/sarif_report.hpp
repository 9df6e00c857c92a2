// The report for code-scanning tools: SARIF 2.1.0.
#pragma once

#include "base/byte_stream.hpp"
#include "postern/report.hpp"

namespace postern::report {

// One run with a result for each finding. Fingerprints are the findings' ids, so a tool knows one again that
// it has seen. A member of an archive is a logical location in the archive's file. Waived findings have a
// suppression, and where a baseline was used the results say whether it had them. What could not be read is a
// notification of the invocation, which then was not successful. Output is pure ASCII.
void write_sarif(const Report& report, base::ByteSink& sink);

}  // namespace postern::report
