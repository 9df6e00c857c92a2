#include "cli/database_factory.hpp"

#include <string_view>

#include "cli/mysql_target.hpp"
#include "cli/postgresql_target.hpp"
#include "postern/error.hpp"
#include "source/mysql_database.hpp"
#include "source/pg_database.hpp"

namespace postern::cli {

namespace {

constexpr int kMysqlRefusesLogin = 1045;
constexpr int kMysqlNoTls = 2026;

std::unique_ptr<Database> open_postgresql(const DatabaseTarget& target, DatabaseAccess access) {
    source::PgLogin login = postgresql_login(target);
    login.access = access == DatabaseAccess::write ? source::PgAccess::write : source::PgAccess::read;
    try {
        return std::make_unique<source::PgDatabase>(login);
    } catch (const Error& error) {
        const bool about_password = std::string_view(error.what()).find("password") != std::string_view::npos;
        if (target.password_hint.empty() || !about_password) {
            throw;
        }
        throw Error(error.kind(), error.what(), target.password_hint);
    }
}

std::unique_ptr<Database> open_mysql(const DatabaseTarget& target, DatabaseAccess access) {
    const auto mode =
        access == DatabaseAccess::write ? source::MysqlAccess::read_write : source::MysqlAccess::read_only;
    try {
        return std::make_unique<source::MysqlDatabase>(mysql_address(target.url), target.password, mode);
    } catch (const source::MysqlStatementError& error) {
        if (error.number() == kMysqlRefusesLogin && !target.password_hint.empty()) {
            throw Error(error.kind(), error.what(), target.password_hint);
        }
        if (error.number() == kMysqlNoTls && target.followed) {
            throw Error(error.kind(), error.what(),
                        "name the database instead of its home: mysql://USER@HOST/DATABASE?ssl-ca=FILE; " +
                            error.hint());
        }
        throw;
    }
}

}  // namespace

std::unique_ptr<Database> open_database(const DatabaseTarget& target, DatabaseAccess access) {
    return target.url.kind == target::DatabaseKind::mysql ? open_mysql(target, access)
                                                          : open_postgresql(target, access);
}

}  // namespace postern::cli
