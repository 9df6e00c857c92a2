// The report for build servers: test results as JUnit's XML has them.
#pragma once

#include "base/byte_stream.hpp"
#include "postern/report.hpp"

namespace postern::report {

// A test suite for each source. A finding is a test that failed, or one that was skipped where it is waived
// or was known before; what could not be read is a test with an error; a source with none of them is a test
// that passed. Where nothing was looked at, the one test is skipped, as nothing passed. Names are the same
// from run to run while the source and the place are.
void write_junit(const Report& report, base::ByteSink& sink);

}  // namespace postern::report
