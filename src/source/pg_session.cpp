#include "source/pg_session.hpp"

#include <pqxx/pqxx>
#include <tuple>
#include <utility>

#include "source/pg_errors.hpp"

namespace postern::source {

namespace {

// What differs between libpqxx 6 and 7.
#if PQXX_VERSION_MAJOR >= 7

using Connection = pqxx::connection;

std::unique_ptr<Connection> adopt(pg_conn* raw) {
    return std::make_unique<Connection>(pqxx::connection::seize_raw_connection(raw));
}

pqxx::result run_bound(pqxx::nontransaction& work, const std::string& sql,
                       const std::vector<std::string>& parameters) {
    pqxx::params bound;
    for (const std::string& parameter : parameters) {
        bound.append(parameter);
    }
#if PQXX_VERSION_MAJOR > 7 || PQXX_VERSION_MINOR >= 10
    return work.exec(sql, bound);
#else
    return work.exec_params(sql, bound);
#endif
}

pqxx::stream_to open_copy(pqxx::nontransaction& work, const std::string& table) {
    return pqxx::stream_to::raw_table(work, table);
}

void write_line(pqxx::stream_to& stream, const std::string& number, const std::optional<std::string>& bytes) {
    stream.write_values(number, bytes);
}

#else

// Version 6 connects by itself, and again whenever it likes; this gives it the one connection there is.
class Adoption : public pqxx::connectionpolicy {
public:
    explicit Adoption(const std::string& options) : pqxx::connectionpolicy(options) {}
    handle do_startconnect(handle known) override { return known != nullptr ? known : take(); }
    handle do_completeconnect(handle known) override { return known != nullptr ? known : take(); }
    bool is_ready(handle known) const noexcept override { return known != nullptr; }

    static thread_local handle offered;

private:
    static handle take() {
        if (offered == nullptr) {
            throw pqxx::broken_connection("connection lost");
        }
        return std::exchange(offered, nullptr);
    }
};

thread_local Adoption::handle Adoption::offered = nullptr;

using Connection = pqxx::basic_connection_base<Adoption>;

std::unique_ptr<Connection> adopt(pg_conn* raw) {
    Adoption::offered = raw;
    return std::make_unique<Connection>(std::string());
}

pqxx::result run_bound(pqxx::nontransaction& work, const std::string& sql,
                       const std::vector<std::string>& parameters) {
    return work.exec_params(sql, pqxx::prepare::make_dynamic_params(parameters));
}

pqxx::stream_to open_copy(pqxx::nontransaction& work, const std::string& table) {
    return {work, table};
}

void write_line(pqxx::stream_to& stream, const std::string& number, const std::optional<std::string>& bytes) {
    stream << std::make_tuple(number, bytes ? bytes->c_str() : nullptr);
}

#endif

template <typename Exception>
bool is(const pqxx::failure& error) {
    return dynamic_cast<const Exception*>(&error) != nullptr;
}

// Version 6 leaves the code out of the exceptions that have a type of their own.
std::string sqlstate_of(const pqxx::failure& error) {
    const auto* sql = dynamic_cast<const pqxx::sql_error*>(&error);
    if (sql != nullptr && !sql->sqlstate().empty()) {
        return sql->sqlstate();
    }
    return is<pqxx::insufficient_privilege>(error)  ? "42501"
           : is<pqxx::undefined_table>(error)       ? "42P01"
           : is<pqxx::undefined_column>(error)      ? "42703"
           : is<pqxx::undefined_function>(error)    ? "42883"
           : is<pqxx::not_null_violation>(error)    ? "23502"
           : is<pqxx::unique_violation>(error)      ? "23505"
           : is<pqxx::check_violation>(error)       ? "23514"
           : is<pqxx::foreign_key_violation>(error) ? "23503"
           : is<pqxx::disk_full>(error)             ? "53100"
           : is<pqxx::out_of_memory>(error)         ? "53200"
           : is<pqxx::too_many_connections>(error)  ? "53300"
           : is<pqxx::deadlock_detected>(error)     ? "40P01"
           : is<pqxx::serialization_failure>(error) ? "40001"
           : is<pqxx::data_exception>(error)        ? "22000"
           : is<pqxx::broken_connection>(error)     ? "08006"
                                                    : "";
}

std::string hexadecimal(std::string_view bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text = "\\x";
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        text += kDigits[byte >> 4U];
        text += kDigits[byte & 0x0FU];
    }
    return text;
}

}  // namespace

struct PgRows::Driver {
    pqxx::result result;
};

std::size_t PgRows::size() const {
    return static_cast<std::size_t>(driver_->result.size());
}

std::uint64_t PgRows::affected() const {
    return static_cast<std::uint64_t>(driver_->result.affected_rows());
}

std::optional<std::string_view> PgRows::value(std::size_t row, std::size_t column) const {
    const pqxx::row fields = driver_->result[static_cast<pqxx::result::size_type>(row)];
    const pqxx::field field = fields[static_cast<pqxx::row::size_type>(column)];
    return field.is_null() ? std::nullopt : std::optional(std::string_view(field.c_str(), field.size()));
}

std::string PgRows::text(std::size_t row, std::size_t column) const {
    return std::string(value(row, column).value_or(""));
}

struct PgSession::Driver {
    std::unique_ptr<Connection> connection;
    // The transactions are our own statements: the same in every version, and with no magic at the end.
    std::unique_ptr<pqxx::nontransaction> work;
};

PgSession::PgSession(PgConnected connected)
    : place_(std::move(connected.place)), driver_(std::make_unique<Driver>()) {
    driver_->connection = adopt(connected.connection);
    driver_->work = std::make_unique<pqxx::nontransaction>(*driver_->connection);
}

PgSession::~PgSession() = default;

PgRows PgSession::run(const std::string& sql, const std::string& what) {
    return run_with({}, sql, what);
}

PgRows PgSession::run_with(const std::vector<std::string>& parameters, const std::string& sql,
                           const std::string& what) {
    try {
        auto result =
            parameters.empty() ? driver_->work->exec(sql) : run_bound(*driver_->work, sql, parameters);
        return PgRows(std::make_shared<const PgRows::Driver>(PgRows::Driver{std::move(result)}));
    } catch (const pqxx::failure& error) {
        fail(sqlstate_of(error), what);
    }
}

void PgSession::copy_in(const std::string& table, const std::vector<PgNumberedValue>& values) {
    try {
        pqxx::stream_to stream = open_copy(*driver_->work, table);
        for (const PgNumberedValue& one : values) {
            std::optional<std::string> bytes;
            if (one.value != nullptr) {
                bytes = hexadecimal(one.value->reveal());
            }
            write_line(stream, std::to_string(one.number), bytes);
        }
        stream.complete();
    } catch (const pqxx::failure& error) {
        fail(sqlstate_of(error), {});
    }
}

void PgSession::fail(const std::string& sqlstate, const std::string& what) const {
    throw PgStatementError(pg_error(sqlstate, what.empty() ? place_ : place_ + ": " + what), sqlstate);
}

}  // namespace postern::source
