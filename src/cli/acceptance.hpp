// Findings that fail no run: those that a waiver covers, and those that a baseline knows.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "postern/report.hpp"
#include "postern/waiver_rule.hpp"

namespace CLI {
class App;
}

namespace postern::cli {

struct AcceptanceOptions {
    std::string waivers;   // a file; empty: none
    std::string baseline;  // likewise
};

// Of UTC: "2026-11-29".
std::string today();

void add_acceptance_options(CLI::App& command, AcceptanceOptions& options);

class Acceptance {
public:
    // Reads the files. Throws Error.
    explicit Acceptance(const AcceptanceOptions& options);

    // Marks findings. They stay in the report. What it had marked already by a waiver that has expired since
    // counts again.
    void apply(Report& report) const;

private:
    std::string waivers_file_;
    std::vector<WaiverRule> waivers_;
    std::optional<Report> baseline_;
};

}  // namespace postern::cli
