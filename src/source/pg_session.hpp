// One connection to a PostgreSQL server: statements in, text out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "postern/error.hpp"
#include "postern/secret.hpp"
#include "source/pg_handshake.hpp"

namespace postern::source {

// The server refused a statement. Its own text is not kept: it may repeat a value.
class PgStatementError : public Error {
public:
    PgStatementError(const Error& error, std::string sqlstate)
        : Error(error), sqlstate_(std::move(sqlstate)) {}

    const std::string& sqlstate() const { return sqlstate_; }

private:
    std::string sqlstate_;
};

// What a statement answered.
class PgRows {
public:
    struct Driver;
    explicit PgRows(std::shared_ptr<const Driver> driver) : driver_(std::move(driver)) {}

    std::size_t size() const;
    std::uint64_t affected() const;
    // nullopt is NULL. Valid while this object is.
    std::optional<std::string_view> value(std::size_t row, std::size_t column) const;
    // Empty for NULL too.
    std::string text(std::size_t row, std::size_t column) const;
    bool truth(std::size_t row, std::size_t column) const { return text(row, column) == "t"; }

private:
    std::shared_ptr<const Driver> driver_;
};

// A value for a temporary table: its number and, unless it is NULL, its bytes.
struct PgNumberedValue {
    std::size_t number = 0;
    const Secret* value = nullptr;
};

// Throws PgStatementError, in our own words. Never connects again by itself, as that would lose what the
// session was set to. The one place that knows the driver.
class PgSession {
public:
    explicit PgSession(PgConnected connected);
    ~PgSession();
    PgSession(const PgSession&) = delete;
    PgSession& operator=(const PgSession&) = delete;

    // Host, port and database, as errors name them.
    const std::string& place() const { return place_; }

    // `what` is named by an error: "table public.mailserver".
    PgRows run(const std::string& sql, const std::string& what = {});
    // $1, $2, ... stand for parameters, which a server may write to its log: nothing secret.
    PgRows run_with(const std::vector<std::string>& parameters, const std::string& sql,
                    const std::string& what = {});
    // Into a table of (integer, bytea), by COPY: no log gets what travels that way.
    void copy_in(const std::string& table, const std::vector<PgNumberedValue>& values);

private:
    struct Driver;

    [[noreturn]] void fail(const std::string& sqlstate, const std::string& what) const;

    std::string place_;
    std::unique_ptr<Driver> driver_;
};

}  // namespace postern::source
