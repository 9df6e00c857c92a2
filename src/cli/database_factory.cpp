#include "cli/database_factory.hpp"

#include <string_view>

#include "postern/error.hpp"
#include "source/pg_database.hpp"

namespace postern::cli {

namespace {

std::string joined(const std::vector<target::UrlHost>& hosts, std::string target::UrlHost::*part) {
    std::string list;
    for (const target::UrlHost& host : hosts) {
        list += (&host == &hosts.front() ? "" : ",") + host.*part;
    }
    return list;
}

source::PgLogin pg_login(const DatabaseTarget& target, DatabaseAccess access) {
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
    login.access = access == DatabaseAccess::write ? source::PgAccess::write : source::PgAccess::read;
    return login;
}

}  // namespace

std::unique_ptr<Database> open_database(const DatabaseTarget& target, DatabaseAccess access) {
    if (target.url.kind == target::DatabaseKind::mysql) {
        throw Error(ErrorKind::usage, "live MySQL databases are not read by this version",
                    "scan a dump: mysqldump DATABASE | postern scan -");
    }
    try {
        return std::make_unique<source::PgDatabase>(pg_login(target, access));
    } catch (const Error& error) {
        const bool about_password = std::string_view(error.what()).find("password") != std::string_view::npos;
        if (target.password_hint.empty() || !about_password) {
            throw;
        }
        throw Error(error.kind(), error.what(), target.password_hint);
    }
}

}  // namespace postern::cli
