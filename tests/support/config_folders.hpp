// Folders on the disk, and files for them.
#pragma once

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "postern/error.hpp"
#include "postfix/config_folder.hpp"
#include "support/read_outcome.hpp"

namespace postern::test {

inline std::vector<std::string> names_in(const std::string& path) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(path)) {
        names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

class Folder {
public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "postern-test-XXXXXX").string();
        path = ::mkdtemp(name.data());
    }
    ~Folder() { std::filesystem::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::vector<std::string> names() const { return names_in(path); }

    std::string path;
};

inline unsigned mode_of(const std::string& path) {
    struct stat status {};
    REQUIRE(::lstat(path.c_str(), &status) == 0);
    return status.st_mode & 07777U;
}

inline void write_text(const std::string& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
}

// As if it was written later on.
inline void make_younger(const std::string& path) {
    using namespace std::chrono_literals;
    std::filesystem::last_write_time(path, std::filesystem::last_write_time(path) + 1h);
}

inline std::vector<postfix::ConfigFile> some_files() {
    std::vector<postfix::ConfigFile> files;
    files.emplace_back("main.cf", "relayhost =\n");
    files.emplace_back("install.sh", "#!/bin/sh\n", postfix::kScriptMode);
    files.emplace_back("sasl_passwd.jira_main", Secret("user:s3cret\n"));
    files.emplace_back("xoauth2/jira_main.json", Secret(std::string_view("{\0}", 3)));
    return files;
}

inline std::vector<postfix::ConfigFile> other_files() {
    std::vector<postfix::ConfigFile> files;
    files.emplace_back("main.cf", "relayhost = other\n");
    return files;
}

// The message, or empty when the folder was written.
inline std::string refusal(const std::string& path, std::span<const postfix::ConfigFile> files) {
    try {
        postfix::write_folder(path, files);
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::failed);
        CHECK_FALSE(error.hint().empty());
        return error.what();
    }
    return {};
}

// Another process writes the folder, under a umask that takes nothing away, and is ended by the kernel
// as soon as it writes to a file.
inline void killed_at_first_byte(const std::string& path, std::span<const postfix::ConfigFile> files) {
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        ::umask(0);
        std::signal(SIGXFSZ, SIG_DFL);
        const rlimit nothing{0, 0};
        ::setrlimit(RLIMIT_FSIZE, &nothing);
        ::setrlimit(RLIMIT_CORE, &nothing);
        postfix::write_folder(path, files);
        ::_exit(0);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFSIGNALED(status));
    REQUIRE(WTERMSIG(status) == SIGXFSZ);
}

}  // namespace postern::test
