#include "source/pg_handshake.hpp"

#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <memory>
#include <string_view>
#include <vector>

#include "base/interrupt.hpp"
#include "base/text.hpp"
#include "source/pg_errors.hpp"

namespace postern::source {

namespace {

using Clock = std::chrono::steady_clock;
using Connection = std::unique_ptr<PGconn, decltype(&PQfinish)>;

constexpr int kMilliseconds = 100;  // how soon an interrupt is seen
constexpr int kSeconds = 10;

std::string text(const char* value) {
    return value == nullptr ? std::string() : base::printable(value);
}

// libpq's own waiting cannot be interrupted, and does not tell the SQLSTATE of a refusal.
Connection start(const PgLogin& login) {
    std::vector<const char*> names;
    std::vector<const char*> values;
    const auto add = [&](const char* name, const char* value) {
        names.push_back(name);
        values.push_back(value);
    };
    for (const auto& [name, value] : login.options) {
        add(name.c_str(), value.c_str());
    }
    Secret password;
    if (login.password) {
        password = Secret::joined(login.password->reveal(), std::string_view("", 1));
        add("password", password.reveal().data());
    }
    add("application_name", "postern");
    add("client_encoding", "UTF8");
    add(nullptr, nullptr);
    return {PQconnectStartParams(names.data(), values.data(), 0), &PQfinish};
}

int timeout_of(PGconn* connection) {
    int seconds = kSeconds;
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(PQconninfo(connection),
                                                                               &PQconninfoFree);
    for (const PQconninfoOption* option = options.get(); option != nullptr && option->keyword != nullptr;
         ++option) {
        const std::string_view name = option->keyword;
        const std::string_view value = option->val == nullptr ? "" : option->val;
        if (name == "connect_timeout" && !value.empty()) {
            std::from_chars(value.data(), value.data() + value.size(), seconds);
        } else if (name == "host") {
            seconds *= 1 + static_cast<int>(std::count(value.begin(), value.end(), ','));
        }
    }
    return seconds;
}

std::string place_of(PGconn* connection) {
    const std::string host = text(PQhost(connection));
    if (host.empty()) {
        return "the database";
    }
    const std::string port = text(PQport(connection));
    const std::string database = "/" + text(PQdb(connection));
    if (host.starts_with('/')) {
        return host + "/.s.PGSQL." + port + database;
    }
    return (host.find(':') == std::string::npos ? host : "[" + host + "]") + ":" + port + database;
}

// False when the time is over.
bool finish(PGconn* connection) {
    const auto deadline = Clock::now() + std::chrono::seconds(timeout_of(connection));
    PostgresPollingStatusType status = PGRES_POLLING_WRITING;
    while (status == PGRES_POLLING_READING || status == PGRES_POLLING_WRITING) {
        base::throw_if_interrupted();
        const short events = status == PGRES_POLLING_READING ? POLLIN : POLLOUT;
        pollfd file{PQsocket(connection), events, 0};
        const int ready = ::poll(&file, 1, kMilliseconds);
        if (ready > 0) {
            status = PQconnectPoll(connection);
        } else if (Clock::now() > deadline) {
            return false;
        }
    }
    return true;
}

bool is_loopback(std::string_view address) {
    return address.starts_with("127.") || address == "::1";
}

std::optional<std::string> tls_of(PGconn* connection) {
    if (PQsslInUse(connection) != 0) {
        return text(PQsslAttribute(connection, "protocol")) + " " +
               text(PQsslAttribute(connection, "cipher"));
    }
    return PQgssEncInUse(connection) != 0 ? std::optional<std::string>("GSSAPI") : std::nullopt;
}

}  // namespace

PgConnected pg_connect(const PgLogin& login) {
    Connection connection = start(login);
    if (connection == nullptr) {
        throw std::bad_alloc();
    }
    if (PQstatus(connection.get()) != CONNECTION_BAD) {
        PQsetErrorVerbosity(connection.get(), PQERRORS_SQLSTATE);
        if (!finish(connection.get())) {
            throw pg_connect_error("timeout expired", place_of(connection.get()));
        }
    }
    if (PQstatus(connection.get()) != CONNECTION_OK) {
        throw pg_connect_error(PQerrorMessage(connection.get()), place_of(connection.get()));
    }
    PgConnected connected;
    connected.place = place_of(connection.get());
    connected.tls = tls_of(connection.get());
    connected.local =
        text(PQhost(connection.get())).starts_with('/') || is_loopback(text(PQhostaddr(connection.get())));
    connected.connection = connection.release();
    return connected;
}

}  // namespace postern::source
