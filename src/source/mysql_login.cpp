#include "source/mysql_login.hpp"

#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <span>
#include <utility>

#include "base/byte_stream.hpp"
#include "base/file_input.hpp"

namespace postern::source {

namespace {

constexpr int kDeepestInclusion = 10;
constexpr std::uint64_t kLargestFile = 1 << 20;

// Empty when it cannot or must not be read.
Secret file_text(const std::string& path) try {
    base::FileInput file(path);
    const base::FileFacts facts = file.facts();
    if (facts.type != base::FileType::regular || facts.size > kLargestFile || (facts.mode & 0002) != 0) {
        return {};
    }
    std::string text(facts.size, '\0');
    std::size_t have = 0;
    while (const std::size_t read = file.read(std::span(text).subspan(have))) {
        have += read;
    }
    Secret secret(std::string_view(text).substr(0, have));
    ::explicit_bzero(text.data(), text.size());
    return secret;
} catch (const base::DamagedInput&) {
    return {};
}

std::vector<std::string> files_of(const MysqlInclusion& inclusion) {
    if (!inclusion.folder) {
        return {inclusion.path};
    }
    std::vector<std::string> paths;
    std::error_code failed;
    for (std::filesystem::directory_iterator entry(inclusion.path, failed), end; !failed && entry != end;
         entry.increment(failed)) {
        if (entry->path().extension() == ".cnf") {
            paths.push_back(entry->path().string());
        }
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

void read_file(const std::string& path, int depth, MysqlClientOptions& options) {
    if (depth > kDeepestInclusion) {
        return;
    }
    for (const MysqlInclusion& inclusion : read_client_options(file_text(path).reveal(), options)) {
        for (const std::string& included : files_of(inclusion)) {
            read_file(included, depth + 1, options);
        }
    }
}

std::string login_name() {
    const passwd* entry = ::getpwuid(::geteuid());
    return entry == nullptr ? std::string() : std::string(entry->pw_name);
}

Secret password_of(const std::string& user, const MysqlClientOptions& options) {
    if (const char* set = std::getenv("MYSQL_PWD")) {
        return Secret(set);
    }
    const bool same_account = !options.user || *options.user == user;
    return same_account ? options.password.value_or(Secret()) : Secret();
}

}  // namespace

MysqlClientOptions read_option_files(const std::vector<std::string>& paths) {
    MysqlClientOptions options;
    for (const std::string& path : paths) {
        read_file(path, 0, options);
    }
    return options;
}

std::vector<std::string> option_file_paths() {
    std::vector<std::string> paths{"/etc/my.cnf", "/etc/mysql/my.cnf"};
    if (const char* home = std::getenv("HOME"); home != nullptr && *home != '\0') {
        paths.push_back(std::string(home) + "/.my.cnf");
    }
    return paths;
}

MysqlLogin complete_login(const MysqlAddress& address, const std::optional<Secret>& password,
                          const MysqlClientOptions& options) {
    MysqlLogin login{address, {}};
    MysqlAddress& to = login.address;
    if (to.host.empty() && to.socket.empty()) {
        to.host = options.host.value_or("");
        to.port = to.port ? to.port : options.port;
    }
    if (to.socket.empty() && uses_socket(to)) {
        to.socket = options.socket.value_or("");
    }
    if (to.ssl_ca.empty() && !is_local(to)) {
        to.ssl_ca = options.ssl_ca.value_or("");
    }
    if (to.user.empty()) {
        to.user = options.user.value_or(login_name());
    }
    login.password = password ? *password : password_of(to.user, options);
    return login;
}

}  // namespace postern::source
