// postern scan: finds every mail account in the targets.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/acceptance.hpp"
#include "cli/command.hpp"
#include "cli/database_options.hpp"
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
    void add_login_options();
    void check_output();
    void check_shard();
    Report scan(const RuleSet& rules);

    CLI::App* command_ = nullptr;
    std::vector<std::string> targets_;
    DatabaseOptions database_;
    ScanOptions options_;
    ReportOutput output_;
    std::string rules_folder_;
    AcceptanceOptions acceptance_;
    std::optional<std::string> shard_;
    bool verify_logins_ = false;
    std::string verify_ca_;
    std::string relay_ = "localhost:25";
    std::optional<Severity> fail_on_ = Severity::low;  // nullopt: never
};

}  // namespace postern::cli
