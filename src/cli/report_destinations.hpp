// The files and streams that reports are written to.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "base/atomic_file.hpp"
#include "cli/report_places.hpp"
#include "cli/terminal.hpp"

namespace postern::cli {

class ReportDestinations {
public:
    using WriteOne = std::function<void(ReportFormat, const Terminal&, base::ByteSink&)>;

    // Opens every file, so that an unwritable one is told before a long run. quiet: nothing goes to standard
    // output. Throws Error.
    ReportDestinations(std::vector<ReportPlace> places, ColorChoice color, bool quiet);
    ~ReportDestinations();

    // A file appears whole or not at all, and none does before all are written; standard output comes last.
    // Throws Error.
    void write(const WriteOne& write_one);

    const std::vector<ReportPlace>& places() const { return places_; }

private:
    std::vector<ReportPlace> places_;
    std::vector<std::unique_ptr<base::AtomicFile>> files_;  // one a place; none of standard output
    ColorChoice color_;
    bool quiet_;
};

}  // namespace postern::cli
