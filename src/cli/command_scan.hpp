// postern scan: finds every mail account in the targets.
#pragma once

#include <optional>
#include <string>

#include "cli/command.hpp"
#include "cli/report_output.hpp"
#include "cli/scan_run.hpp"
#include "postern/finding.hpp"

namespace postern::cli {

class CommandScan : public Command {
public:
    void setup(CLI::App& application) override;
    bool is_chosen() const override;
    ExitCode run() override;

private:
    void add_report_options();

    CLI::App* command_ = nullptr;
    ScanOptions options_;
    ReportOutput output_;
    std::string rules_folder_;
    std::string relay_ = "localhost:25";
    std::optional<Severity> fail_on_ = Severity::low;  // nullopt: never
};

}  // namespace postern::cli
