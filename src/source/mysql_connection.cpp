#include "source/mysql_connection.hpp"

#include <cppconn/connection.h>
#include <cppconn/driver.h>
#include <cppconn/exception.h>
#include <cppconn/prepared_statement.h>
#include <cppconn/resultset.h>
#include <cppconn/resultset_metadata.h>
#include <cppconn/statement.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <deque>

#include "base/interrupt.hpp"
#include "postern/error.hpp"
#include "source/mysql_errors.hpp"
#include "source/mysql_greeting.hpp"
#include "source/mysql_login_methods.hpp"

namespace postern::source {

namespace {

constexpr int kConnectSeconds = 15;
constexpr int kNoTls = 2026;
constexpr int kSilenceSeconds = 660;  // longer than any statement may take

// Wiped when it goes. Built in place: the driver's string has no move.
class WipedText {
public:
    explicit WipedText(std::string_view text) : text_(text.data(), text.size()) {}
    WipedText(const sql::ResultSet& result, std::uint32_t column) : text_(result.getString(column)) {}
    ~WipedText() { ::explicit_bzero(text_->data(), text_->size()); }
    WipedText(const WipedText&) = delete;
    WipedText& operator=(const WipedText&) = delete;

    const sql::SQLString& text() const { return text_; }
    std::string_view view() const { return text_.asStdString(); }

private:
    sql::SQLString text_;
};

// As the driver wants it.
std::string url_of(const MysqlAddress& address) {
    if (uses_socket(address)) {
        return "unix://" + socket_of(address);
    }
    const std::string host = tcp_host_of(address);
    const bool is_ipv6 = host.find(':') != std::string::npos;
    return is_ipv6 ? "tcp://[" + host + "]" : "tcp://" + host;
}

// With a certificate to verify the driver insists by itself. On a socket file nobody listens.
bool may_ask_for_tls(const MysqlAddress& address, MysqlTls tls, const std::string& place) {
    if (tls == MysqlTls::verify_identity || tls == MysqlTls::disabled || uses_socket(address)) {
        return tls != MysqlTls::disabled;
    }
    const bool offered = greeting_of(address).offers_tls;
    if (!offered && tls == MysqlTls::required) {
        throw MysqlStatementError(mysql_error(kNoTls, place), kNoTls);
    }
    return offered;
}

// A certificate is demanded by sslVerify alone: with sslEnforce or sslCA only, the driver goes on in
// plain text when the server offers nothing better, and may send the password as it is.
sql::ConnectOptionsMap connect_options(const MysqlLogin& login, const WipedText& password,
                                       const std::string& place) {
    const MysqlAddress& address = login.address;
    const MysqlTls tls = effective_tls(address);
    sql::ConnectOptionsMap options;
    options["hostName"] = sql::SQLString(url_of(address));
    if (!uses_socket(address)) {
        options["port"] = static_cast<int>(port_of(address));
    }
    options["userName"] = sql::SQLString(address.user);
    options["password"] = password.text();
    options["schema"] = sql::SQLString(address.database);
    options["OPT_CHARSET_NAME"] = sql::SQLString("utf8mb4");
    options["OPT_CONNECT_TIMEOUT"] = kConnectSeconds;
    options["OPT_READ_TIMEOUT"] = kSilenceSeconds;
    options["OPT_WRITE_TIMEOUT"] = kSilenceSeconds;
    options["OPT_RECONNECT"] = false;
    options["OPT_LOCAL_INFILE"] = 0;  // a server could ask for any file of ours
    options["sslEnforce"] = may_ask_for_tls(address, tls, place);
    options["sslVerify"] = tls == MysqlTls::verify_identity;
    if (!address.ssl_ca.empty() && tls != MysqlTls::disabled) {
        options["sslCA"] = sql::SQLString(address.ssl_ca);
    }
    return options;
}

void bind(sql::PreparedStatement& statement, const std::vector<Secret>& parameters) {
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        const WipedText text(parameters[i].reveal());
        statement.setString(static_cast<unsigned>(i + 1), text.text());
    }
}

MysqlRow current_row(const sql::ResultSet& result, std::uint32_t columns) {
    MysqlRow row;
    for (std::uint32_t column = 1; column <= columns; ++column) {
        const bool null = result.isNull(column);
        row.push_back(null ? MysqlValue() : MysqlValue(Secret(WipedText(result, column).view())));
    }
    return row;
}

std::vector<MysqlRow> all_rows(sql::ResultSet& result) {
    const std::uint32_t columns = result.getMetaData()->getColumnCount();
    std::vector<MysqlRow> rows;
    while (result.next()) {
        rows.push_back(current_row(result, columns));
    }
    return rows;
}

bool is_unknown_thing(int number) {
    constexpr std::array kUnknown{1046, 1128, 1146, 1193, 1305, 1630};
    return std::find(kUnknown.begin(), kUnknown.end(), number) != kUnknown.end();
}

}  // namespace

struct MysqlConnection::Driver {
    std::unique_ptr<sql::Connection> connection;

    std::unique_ptr<sql::Statement> statement() const {
        return std::unique_ptr<sql::Statement>(connection->createStatement());
    }
    std::unique_ptr<sql::PreparedStatement> prepare(const std::string& text) const {
        return std::unique_ptr<sql::PreparedStatement>(connection->prepareStatement(text));
    }
};

MysqlConnection::MysqlConnection(const MysqlLogin& login)
    : place_(place_of(login.address)), driver_(std::make_unique<Driver>()) {
    try {
        const WipedText password(login.password.reveal());
        const bool safe =
            uses_socket(login.address) || effective_tls(login.address) == MysqlTls::verify_identity;
        const MysqlLoginMethods methods(safe);
        sql::ConnectOptionsMap options = connect_options(login, password, place_);
        options["readDefaultFile"] = sql::SQLString(methods.path());
        options["readDefaultGroup"] = sql::SQLString(MysqlLoginMethods::group());
        driver_->connection.reset(get_driver_instance()->connect(options));
    } catch (const sql::SQLException& error) {
        fail(error.getErrorCode(), {});
    }
    require_privacy(effective_tls(login.address));
}

MysqlConnection::~MysqlConnection() = default;

// What was asked for is also looked up.
void MysqlConnection::require_privacy(MysqlTls tls) {
    const bool may_be_plain = tls == MysqlTls::disabled || tls == MysqlTls::preferred;
    const std::vector<MysqlRow> cipher = rows("SHOW SESSION STATUS LIKE 'Ssl_cipher'");
    if (!may_be_plain && (cipher.empty() || !cipher[0][1] || cipher[0][1]->empty())) {
        fail(kNoTls, {});
    }
}

void MysqlConnection::fail(int number, const std::string& what) {
    lost_ = lost_ || is_lost_connection(number);
    throw MysqlStatementError(mysql_error(number, what.empty() ? place_ : place_ + ", " + what), number);
}

void MysqlConnection::execute(const std::string& sql) try {
    driver_->statement()->execute(sql);
} catch (const sql::SQLException& error) {
    fail(error.getErrorCode(), {});
}

bool MysqlConnection::execute_if_known(const std::string& sql) try {
    execute(sql);
    return true;
} catch (const MysqlStatementError& error) {
    if (is_unknown_thing(error.number())) {
        return false;
    }
    throw;
}

void MysqlConnection::execute(const std::string& sql, const std::vector<Secret>& parameters,
                              const std::string& what) try {
    const auto statement = driver_->prepare(sql);
    bind(*statement, parameters);
    statement->execute();
} catch (const sql::SQLException& error) {
    fail(error.getErrorCode(), what);
}

std::vector<MysqlRow> MysqlConnection::rows(const std::string& sql, const std::vector<Secret>& parameters,
                                            const std::string& what) try {
    if (parameters.empty()) {
        const auto statement = driver_->statement();
        const std::unique_ptr<sql::ResultSet> result(statement->executeQuery(sql));
        return all_rows(*result);
    }
    const auto statement = driver_->prepare(sql);
    bind(*statement, parameters);
    const std::unique_ptr<sql::ResultSet> result(statement->executeQuery());
    return all_rows(*result);
} catch (const sql::SQLException& error) {
    fail(error.getErrorCode(), what);
}

void MysqlConnection::stream(const std::string& sql, const std::string& what,
                             const MysqlRowHandler& handler) try {
    const auto statement = driver_->statement();
    statement->setResultSetType(sql::ResultSet::TYPE_FORWARD_ONLY);  // unbuffered
    const std::unique_ptr<sql::ResultSet> result(statement->executeQuery(sql));
    const std::uint32_t columns = result->getMetaData()->getColumnCount();
    while (result->next()) {
        base::throw_if_interrupted();
        std::deque<WipedText> texts;
        std::vector<std::optional<std::string_view>> values;
        for (std::uint32_t column = 1; column <= columns; ++column) {
            const bool null = result->isNull(column);
            values.push_back(null ? std::nullopt : std::optional(texts.emplace_back(*result, column).view()));
        }
        handler(values);
    }
} catch (const sql::SQLException& error) {
    fail(error.getErrorCode(), what);
}

std::string text_of(const MysqlValue& value) {
    return value ? std::string(value->reveal()) : std::string();
}

std::string text_of_first(const std::vector<MysqlRow>& rows) {
    return rows.empty() ? std::string() : text_of(rows[0][0]);
}

}  // namespace postern::source
