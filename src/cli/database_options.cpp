#include "cli/database_options.hpp"

#include <CLI/CLI.hpp>
#include <array>
#include <filesystem>
#include <system_error>

#include <algorithm>
#include <span>
#include <string_view>

#include "base/file_input.hpp"
#include "base/text.hpp"
#include "postern/error.hpp"

namespace postern::cli {

namespace {

constexpr unsigned kOthers = 0077;

[[noreturn]] void refuse(const std::string& path, const std::string& what, const std::string& hint) {
    throw Error(ErrorKind::usage, base::printable(path) + ": " + what, hint);
}

Secret first_line(const std::string& path, base::FileInput& input) {
    std::array<char, 4096> buffer{};
    std::size_t size = 0;
    for (std::size_t count = 1; count > 0 && size < buffer.size(); size += count) {
        count = input.read(std::span(buffer).subspan(size));
    }
    std::string_view line(buffer.data(), size);
    line = line.substr(0, line.find('\n'));
    line.remove_suffix(line.ends_with('\r') ? 1 : 0);
    const bool whole = line.size() < buffer.size();
    const Secret password(line);
    std::fill(buffer.begin(), buffer.end(), '\0');
    if (password.empty() || !whole) {
        refuse(path, "holds no password in its first line", "write the password there, and nothing else");
    }
    return password;
}

}  // namespace

void add_database_options(CLI::App& command, DatabaseOptions& options) {
    command.add_flag("--follow", options.follow, "Go from the home of a Jira or Confluence to its database");
    command
        .add_option("--password-file", options.password_file,
                    "The password of the databases is the first line of a file")
        ->type_name("FILE");
}

std::optional<Secret> read_password(const DatabaseOptions& options) {
    const std::string& path = options.password_file;
    if (path.empty()) {
        return std::nullopt;
    }
    try {
        std::error_code error;
        if (std::filesystem::is_directory(path, error)) {
            refuse(path, "is a folder", "give a file that holds the password in its first line");
        }
        base::FileInput input(path);
        if ((input.facts().mode & kOthers) != 0) {
            refuse(path, "others than its owner can read this password file",
                   "chmod 600 " + base::printable(path));
        }
        return first_line(path, input);
    } catch (const base::DamagedInput& damage) {
        refuse(path, damage.what(), "give a file that holds the password in its first line");
    }
}

}  // namespace postern::cli
