#include "cli/command.hpp"
#include "cli/command_migrate.hpp"
#include "cli/command_postfix.hpp"
#include "cli/command_report.hpp"
#include "cli/command_rules.hpp"
#include "cli/command_sandbox.hpp"
#include "cli/command_scan.hpp"
#include "cli/command_undo.hpp"

namespace postern::cli {

std::vector<std::unique_ptr<Command>> make_commands() {
    std::vector<std::unique_ptr<Command>> commands;
    commands.push_back(std::make_unique<CommandScan>());
    commands.push_back(std::make_unique<CommandMigrate>());
    commands.push_back(std::make_unique<CommandSandbox>());
    commands.push_back(std::make_unique<CommandPostfix>());
    commands.push_back(std::make_unique<CommandUndo>());
    commands.push_back(std::make_unique<CommandReport>());
    commands.push_back(std::make_unique<CommandRules>());
    return commands;
}

}  // namespace postern::cli
