// The report as one HTML page that can be mailed, printed and searched.
#pragma once

#include "base/byte_stream.hpp"
#include "postern/report.hpp"

namespace postern::report {

// Needs no network and no other file, and can be read without its script. In this order: the verdict,
// links to the sections, what was looked at and what could not be read, what to do next, each credential with
// all its places, backups by date, who can read them, mail routes, risks, what the rules say. Text from a
// target can neither become markup nor turn the direction of writing.
void write_html(const Report& report, base::ByteSink& sink);

}  // namespace postern::report
