// Makes the manual pages and the completions of the program out of its own commands. Part of the build.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "cli/application_tree.hpp"
#include "cli/completion_bash.hpp"
#include "cli/completion_fish.hpp"
#include "cli/completion_zsh.hpp"
#include "cli/manual_page.hpp"
#include "cli/manual_roff.hpp"
#include "postern/error.hpp"

namespace {

using namespace postern;
namespace fs = std::filesystem;

std::string read_text(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        throw Error(ErrorKind::failed, path.string() + " is missing", "every command has its page");
    }
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void write_text(const fs::path& path, const std::string& text) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << text;
    if (!file.flush()) {
        throw Error(ErrorKind::failed, path.string() + " cannot be written");
    }
}

// Today, or the day that a reproducible build names.
std::string date() {
    const char* given = std::getenv("SOURCE_DATE_EPOCH");
    const std::time_t now =
        given != nullptr ? static_cast<std::time_t>(std::atoll(given)) : std::time(nullptr);
    std::tm parts{};
    ::gmtime_r(&now, &parts);
    return fmt::format("{:04}-{:02}-{:02}", parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday);
}

std::string page_name(const cli::ManualCommand& command) {
    return command.name == "postern" ? command.name : "postern-" + command.name;
}

// Each page of the folder, as the program says.
void refresh(const fs::path& folder, const cli::ManualCommand& command) {
    const fs::path path = folder / (page_name(command) + ".md");
    const std::string page = read_text(path);
    const std::string current = cli::current_page(page, command);
    if (current != page) {
        write_text(path, current);
    }
}

void make(const fs::path& pages, const fs::path& output, const cli::ManualCommand& command) {
    const std::string page = read_text(pages / (page_name(command) + ".md"));
    const auto blocks = cli::read_markdown(cli::current_page(page, command));
    write_text(output / (page_name(command) + ".1"), cli::manual_roff(blocks, {date(), POSTERN_VERSION}));
}

int run(int argc, char* argv[]) {
    const auto commands = cli::make_commands();
    const auto application = cli::make_application(commands);
    const cli::ManualCommand tree = cli::read_manual_tree(*application);
    const std::string_view wish = argc > 1 ? argv[1] : "";
    if (wish == "refresh" && argc == 3) {
        refresh(argv[2], tree);
        for (const cli::ManualCommand& command : tree.commands) {
            refresh(argv[2], command);
        }
    } else if (wish == "make" && argc == 4) {
        fs::create_directories(argv[3]);
        make(argv[2], argv[3], tree);
        for (const cli::ManualCommand& command : tree.commands) {
            make(argv[2], argv[3], command);
        }
        write_text(fs::path(argv[3]) / "postern.bash", cli::bash_completion(tree));
        write_text(fs::path(argv[3]) / "_postern", cli::zsh_completion(tree));
        write_text(fs::path(argv[3]) / "postern.fish", cli::fish_completion(tree));
    } else {
        fmt::print(stderr, "usage: postern_manual make PAGES OUTPUT | refresh PAGES\n");
        return 2;
    }
    return 0;
}

}  // namespace

int main(int argc, char* argv[]) {
    try {
        return run(argc, argv);
    } catch (const Error& error) {
        fmt::print(stderr, "postern_manual: {}\nhint: {}\n", error.what(), error.hint());
    } catch (const std::exception& error) {
        fmt::print(stderr, "postern_manual: {}\n", error.what());
    }
    return 1;
}
