// postern sandbox: takes every mail credential out of a copy, which then can mail nobody: its live database,
// or the backup it is made of.
#pragma once

#include "cli/change_options.hpp"
#include "cli/command.hpp"

namespace postern::cli {

class CommandSandbox : public Command {
public:
    void setup(CLI::App& application) override;
    bool is_chosen() const override;
    ExitCode run() override;

private:
    CLI::App* command_ = nullptr;
    ChangeOptions options_;
};

}  // namespace postern::cli
