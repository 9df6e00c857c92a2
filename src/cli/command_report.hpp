// postern report: unites, shows and compares reports that were written as JSON.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/acceptance.hpp"
#include "cli/command.hpp"
#include "cli/report_output.hpp"
#include "postern/finding.hpp"

namespace postern::cli {

class CommandReport : public Command {
public:
    void setup(CLI::App& application) override;
    bool is_chosen() const override;
    ExitCode run() override;

private:
    void check_output() const;
    ExitCode merge();
    ExitCode show();
    ExitCode diff();
    ExitCode finish(Report report);

    CLI::App* command_ = nullptr;
    CLI::App* merge_ = nullptr;
    CLI::App* show_ = nullptr;
    CLI::App* diff_ = nullptr;
    std::vector<std::string> files_;
    std::string file_;
    std::string old_file_;
    std::string new_file_;
    ReportOutput output_;
    AcceptanceOptions acceptance_;
    std::optional<Severity> fail_on_ = Severity::low;  // nullopt: never
};

}  // namespace postern::cli
