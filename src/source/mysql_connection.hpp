// One connection to a MySQL or MariaDB server: statements in, text out.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "postern/error.hpp"
#include "postern/secret.hpp"
#include "source/mysql_login.hpp"

namespace postern::source {

using MysqlValue = std::optional<Secret>;  // nullopt is NULL
using MysqlRow = std::vector<MysqlValue>;
// Valid while the handler runs.
using MysqlRowHandler = std::function<void(std::span<const std::optional<std::string_view>>)>;

// The server refused a statement or the connection. Its own text is not kept: it may repeat a value.
class MysqlStatementError : public Error {
public:
    MysqlStatementError(const Error& error, int number) : Error(error), number_(number) {}

    int number() const { return number_; }

private:
    int number_;
};

// Every method throws MysqlStatementError in our own words, never with the server's text. The one place that
// knows the driver.
class MysqlConnection {
public:
    // Refuses to go on when the way is less private than login.address asks for.
    explicit MysqlConnection(const MysqlLogin& login);
    ~MysqlConnection();
    MysqlConnection(const MysqlConnection&) = delete;
    MysqlConnection& operator=(const MysqlConnection&) = delete;

    // Host, port and database, as errors name them.
    const std::string& place() const { return place_; }

    void execute(const std::string& sql);
    // False when the server knows no such variable, function or table; other errors are thrown.
    bool execute_if_known(const std::string& sql);
    // '?' stands for a parameter. `what` is named by an error: "table jira.mailserver".
    void execute(const std::string& sql, const std::vector<Secret>& parameters, const std::string& what);

    // All rows at once, for small results.
    std::vector<MysqlRow> rows(const std::string& sql, const std::vector<Secret>& parameters = {},
                               const std::string& what = {});
    // Row by row as they come, holding on to one: twice a row's size at most. What the handler throws
    // ends it. No other statement may run meanwhile.
    void stream(const std::string& sql, const std::string& what, const MysqlRowHandler& handler);

    // Whether the connection is gone, after an error.
    bool is_lost() const { return lost_; }

private:
    struct Driver;

    void require_privacy(MysqlTls tls);
    [[noreturn]] void fail(int number, const std::string& what);

    std::string place_;
    bool lost_ = false;
    std::unique_ptr<Driver> driver_;
};

// The first value of the first row as text; empty when there is none, or it is NULL. Not for secrets.
std::string text_of_first(const std::vector<MysqlRow>& rows);
std::string text_of(const MysqlValue& value);

}  // namespace postern::source
