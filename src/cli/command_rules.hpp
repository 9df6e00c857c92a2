// postern rules: checks, lists, explains the rules and the table of mail providers.
#pragma once

#include <string>

#include "cli/command.hpp"

namespace postern::cli {

class CommandRules : public Command {
public:
    void setup(CLI::App& application) override;
    bool is_chosen() const override;
    ExitCode run() override;

private:
    CLI::App* command_ = nullptr;
    CLI::App* check_ = nullptr;
    CLI::App* list_ = nullptr;
    CLI::App* show_ = nullptr;
    std::string rules_folder_;
    std::string id_;
};

}  // namespace postern::cli
