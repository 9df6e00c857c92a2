#include "cli/change_journal.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <system_error>

#include "base/host_name.hpp"
#include "base/text.hpp"
#include "postern/error.hpp"
#include "target/database_url_text.hpp"

namespace postern::cli {

namespace {

namespace fs = std::filesystem;

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr ? value : "";
}

std::string now() {
    const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(
                            std::chrono::system_clock::now().time_since_epoch())
                            .count();
    return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:06}Z",
                       fmt::gmtime(static_cast<std::time_t>(micros / 1'000'000)), micros % 1'000'000);
}

std::string user_and_host() {
    const passwd* entry = ::getpwuid(::geteuid());
    return (entry != nullptr ? std::string(entry->pw_name) : std::to_string(::geteuid())) + " on " +
           base::host_name();
}

// Of a name that may hold anything.
std::string plain(std::string name) {
    const auto is_odd = [](char c) {
        return std::string_view("/.\"'`$\\ \t\r\n").find(c) != std::string_view::npos ||
               static_cast<unsigned char>(c) < ' ';
    };
    std::replace_if(name.begin(), name.end(), is_odd, '_');
    return name.substr(0, 64);
}

void make_private_folder(const std::string& path) {
    std::error_code error;
    const fs::path parent = fs::path(path).parent_path();
    fs::create_directories(parent, error);
    if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) {
        throw Error(ErrorKind::failed,
                    base::printable(path) + ": cannot be made: " + std::generic_category().message(errno),
                    "the journal, which makes it possible to undo this, goes there; --journal FILE names "
                    "another place");
    }
}

}  // namespace

std::string journal_folder() {
    if (const std::string state = variable("XDG_STATE_HOME"); state.starts_with('/')) {
        return state + "/postern";
    }
    if (::geteuid() == 0) {
        return "/var/lib/postern";
    }
    if (const std::string home = variable("HOME"); home.starts_with('/')) {
        return home + "/.local/state/postern";
    }
    return {};
}

std::string new_journal_path(const rewrite::Journal& journal, const std::string& database) {
    const std::string folder = journal_folder();
    if (folder.empty()) {
        throw Error(ErrorKind::failed, "HOME names no folder to keep the journal in",
                    "name one: --journal FILE");
    }
    make_private_folder(folder);
    std::string time = journal.made.substr(0, std::string_view("2026-11-24T18:00:00").size()) + 'Z';
    std::erase_if(time, [](char c) { return c == '-' || c == ':'; });
    const std::string stem = fmt::format("{}/{}-{}-{}", folder, time, journal.command, plain(database));
    std::string path = stem + ".journal";
    std::error_code none;
    for (int i = 2; fs::exists(path, none); ++i) {
        path = fmt::format("{}-{}.journal", stem, i);
    }
    return path;
}

rewrite::Journal begin_journal(const std::string& command, const DatabaseTarget& target,
                               const DatabaseFacts& facts) {
    rewrite::Journal journal;
    journal.command = command;
    journal.made = now();
    journal.maker = user_and_host();
    journal.url = target::database_url_text(target.url);
    journal.identity = facts.identity;
    journal.place = facts.place;
    return journal;
}

}  // namespace postern::cli
