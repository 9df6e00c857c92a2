#include "cli/postgresql_target.hpp"

namespace postern::cli {

namespace {

std::string joined(const std::vector<target::UrlHost>& hosts, std::string target::UrlHost::*part) {
    std::string list;
    for (const target::UrlHost& host : hosts) {
        list += (&host == &hosts.front() ? "" : ",") + host.*part;
    }
    return list;
}

}  // namespace

source::PgLogin postgresql_login(const DatabaseTarget& target) {
    source::PgLogin login;
    login.options = target.url.parameters;
    const auto add = [&login](const char* name, const std::string& value) {
        if (value.find_first_not_of(',') != std::string::npos) {
            login.options[name] = value;
        }
    };
    add("host", joined(target.url.hosts, &target::UrlHost::name));
    add("port", joined(target.url.hosts, &target::UrlHost::port));
    add("user", target.url.user);
    add("dbname", target.url.database);
    login.password = target.password;
    return login;
}

}  // namespace postern::cli
