// postern undo: puts back what a migrate or sandbox changed in a live database.
#pragma once

#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/database_options.hpp"
#include "cli/database_targets.hpp"

namespace postern::cli {

class CommandUndo : public Command {
public:
    void setup(CLI::App& application) override;
    bool is_chosen() const override;
    ExitCode run() override;

private:
    DatabaseTarget find_database(const std::string& url) const;
    void say(const std::string& text) const;

    CLI::App* command_ = nullptr;
    DatabaseOptions database_;
    std::string journal_;
    std::string target_;
    bool apply_ = false;
    bool quiet_ = false;
};

}  // namespace postern::cli
