// postern postfix: writes a Postfix configuration for the accounts in the targets.
#pragma once

#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/database_options.hpp"
#include "cli/postfix_options.hpp"
#include "cli/scan_run.hpp"
#include "postern/rule.hpp"
#include "postfix/plan.hpp"
#include "postfix/upstream_selection.hpp"

namespace postern::cli {

class CommandPostfix : public Command {
public:
    void setup(CLI::App& application) override;
    bool is_chosen() const override;
    ExitCode run() override;

private:
    bool uses_accounts() const;
    ScanResult find_accounts(const RuleSet& rules);
    postfix::Selection choose(const ScanResult& found, const RuleSet& rules) const;

    CLI::App* command_ = nullptr;
    PostfixOptions options_;
    std::vector<std::string> targets_;
    DatabaseOptions database_;
    ScanOptions scan_;
    std::string rules_folder_;
    bool quiet_ = false;
};

}  // namespace postern::cli
