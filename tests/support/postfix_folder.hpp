// A Postfix configuration in a folder of its own, and what is read from it.
#pragma once

#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "catch.hpp"
#include "source/postfix_services.hpp"
#include "source/postfix_settings.hpp"

namespace postern::test {

// The services of a host that sends mail, one of each kind that matters.
inline constexpr const char* kMasterCf =
    "smtp inet n - n - - smtpd\n"
    "cleanup unix n - n - 0 cleanup\n"
    "rewrite unix - - n - - trivial-rewrite\n"
    "smtp unix - - n - - smtp\n"
    "relay unix - - n - - smtp\n"
    "jira_main unix - - n - - smtp\n"
    "  -o smtp_tls_security_level=secure\n"
    "error unix - - n - - error\n"
    "discard unix - - n - - discard\n"
    "local unix - n n - - local\n"
    "virtual unix - n n - - virtual\n"
    "lmtp unix - - n - - lmtp\n"
    "script unix - n n - - pipe user=nobody argv=/usr/bin/tool\n";

class PostfixFolder {
public:
    explicit PostfixFolder(const std::string& main_cf, const std::string& master_cf = kMasterCf)
        : main(format::parse_main_cf(main_cf)) {
        std::string name = (std::filesystem::temp_directory_path() / "postern-test-XXXXXX").string();
        path = std::filesystem::canonical(::mkdtemp(name.data())).string();
        if (!master_cf.empty()) {
            add("master.cf", master_cf);
        }
    }
    ~PostfixFolder() { std::filesystem::remove_all(path); }
    PostfixFolder(const PostfixFolder&) = delete;
    PostfixFolder& operator=(const PostfixFolder&) = delete;

    std::string add(const std::string& name, const std::string& text, mode_t mode = 0644) const {
        std::ofstream(path + "/" + name, std::ios::binary) << text;
        REQUIRE(::chmod((path + "/" + name).c_str(), mode) == 0);
        return path + "/" + name;
    }

    source::PostfixFiles files() const { return source::PostfixFiles(source::PostfixPlace{path, false}); }
    source::PostfixSettings settings() const { return {main, path}; }
    source::PostfixServices services() const { return source::read_services(files()); }

    format::PostfixMainCf main;
    std::string path;
};

}  // namespace postern::test
