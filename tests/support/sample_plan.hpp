// A plan for Postfix, and questions about the files it becomes.
#pragma once

#include <algorithm>
#include <span>
#include <sstream>
#include <string>
#include <vector>

#include "catch.hpp"
#include "postfix/config_file.hpp"
#include "postfix/plan.hpp"

namespace postern::test {

inline postfix::Upstream sample_upstream(const std::string& name = "jira_main",
                                         const std::string& host = "smtp.example.com",
                                         const std::string& user = "jira@example.com") {
    postfix::Upstream upstream;
    upstream.name = name;
    upstream.product = "jira";
    upstream.title = "Main";
    upstream.host = host;
    upstream.port = 587;
    upstream.login = postfix::Login::password;
    upstream.username = user;
    upstream.password = Secret("s3cret");
    upstream.senders = {user};
    upstream.places = {"jira.sql, mailserver key 1"};
    return upstream;
}

inline postfix::Plan sample_plan(std::vector<postfix::Upstream> upstreams = {sample_upstream()}) {
    postfix::Plan plan;
    plan.upstreams = std::move(upstreams);
    return plan;
}

inline Provider sample_provider() {
    Provider provider;
    provider.id = "mail-house";
    provider.title = "Mail House";
    provider.hosts = {"smtp.example.com"};
    provider.ports = {{587, Tls::starttls}, {465, Tls::implicit}};
    provider.checked = "2026-11-24";
    return provider;
}

inline std::vector<std::string> names_of(std::span<const postfix::ConfigFile> files) {
    std::vector<std::string> names;
    for (const postfix::ConfigFile& file : files) {
        names.push_back(file.name);
    }
    return names;
}

inline const postfix::ConfigFile& file_of(std::span<const postfix::ConfigFile> files,
                                          const std::string& name) {
    const auto found = std::find_if(files.begin(), files.end(),
                                    [&](const postfix::ConfigFile& file) { return file.name == name; });
    INFO(name);
    REQUIRE(found != files.end());
    return *found;
}

inline std::string text_in(std::span<const postfix::ConfigFile> files, const std::string& name) {
    return std::string(file_of(files, name).text.reveal());
}

inline std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) {
        lines.push_back(line);
    }
    return lines;
}

inline bool has_line(const std::string& text, const std::string& line) {
    const auto lines = lines_of(text);
    return std::find(lines.begin(), lines.end(), line) != lines.end();
}

inline bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

// "virtual" of "virtual   unix  -  n  n  -  -  virtual", of each service of a master.cf.
inline std::vector<std::string> commands_of(const std::string& master) {
    std::vector<std::string> commands;
    for (const std::string& line : lines_of(master)) {
        if (!line.empty() && line[0] != '#' && line[0] != ' ') {
            commands.push_back(line.substr(line.rfind(' ') + 1));
        }
    }
    return commands;
}

}  // namespace postern::test
