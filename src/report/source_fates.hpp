// Which sources of several reports are one, and which were looked at again later.
#pragma once

#include <cstddef>
#include <vector>

#include "postern/report.hpp"

namespace postern::report {

enum class Fate {
    kept,
    united,    // with what another report says of the same look, or of the same file as it was then
    replaced,  // by a later look, which read what is in its place now to its end
};

struct SourceFate {
    Fate fate = Fate::kept;
    std::size_t place = 0;     // counts what is kept: its own place, or that of the one it gives way to
    bool other_state = false;  // replaced: what was looked at then is not what is there now
};

// By report and source. Sources are one only where that is sure: one run looked at them under one path, or
// they are of the same host, absolute path, kind, size and date, and in both cases no finding of the one is
// denied by the other. A relative path, standard input, and a host that calls itself localhost, are another
// in each run. Where it is not known which look is later, the later one could not read the source to its end,
// or was of another scope, both are kept. Throws Error when an interrupt is asked for.
std::vector<std::vector<SourceFate>> source_fates(const std::vector<Report>& reports);

}  // namespace postern::report
