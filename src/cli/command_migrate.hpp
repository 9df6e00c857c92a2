// postern migrate: points the outgoing accounts of live databases or of backups at the local Postfix, which
// gets their passwords.
#pragma once

#include "cli/change_options.hpp"
#include "cli/command.hpp"

namespace postern::cli {

class CommandMigrate : public Command {
public:
    void setup(CLI::App& application) override;
    bool is_chosen() const override;
    ExitCode run() override;

private:
    CLI::App* command_ = nullptr;
    ChangeOptions options_;
};

}  // namespace postern::cli
