#include "source/pg_statement_reader.hpp"

#include <string_view>
#include <utility>

#include "source/pg_conninfo.hpp"

namespace postern::source {

namespace {

// What pg_authid holds: a verifier, a hash, or else what the server would make one of.
const char* password_form(const std::string& password) {
    if (password.starts_with("SCRAM-SHA-256$")) {
        return "hash";
    }
    const bool md5 = password.size() == 35 && password.starts_with("md5") &&
                     password.find_first_not_of("0123456789abcdef", 3) == std::string::npos;
    return md5 ? "md5" : "plain";
}

bool wants(RecordSink& sink, std::string_view element) {
    return sink.wants(RecordShape::element, element);
}

void pass_if_not_exists(SqlTokens& tokens) {
    if (tokens.take_word("if")) {
        tokens.take_word("not");
        tokens.take_word("exists");
    }
}

}  // namespace

bool PgStatementReader::read_statement(const std::string& database, RecordSink& sink) {
    statement_.go_to_start();
    if (!push_wanted(database, sink)) {
        return false;
    }
    skipper_.skip_statement();
    return true;
}

bool PgStatementReader::push_wanted(const std::string& database, RecordSink& sink) {
    SqlTokens& tokens = statement_.tokens();
    if (!tokens.take_word("create") && !tokens.take_word("alter")) {
        return false;
    }
    if (tokens.take_word("user")) {
        return is_mapping() ? read_mapping(database, sink) : read_account(database, sink);
    }
    if (tokens.take_word("role") || tokens.take_word("group")) {
        return read_account(database, sink);
    }
    if (tokens.take_word("server")) {
        return read_server(database, sink);
    }
    return tokens.take_word("subscription") && read_subscription(database, sink);
}

// A role may be named "mapping" as well.
bool PgStatementReader::is_mapping() {
    SqlTokens& tokens = statement_.tokens();
    const std::size_t start = tokens.position();
    if (tokens.take_word("mapping")) {
        pass_if_not_exists(tokens);
        if (tokens.take_word("for")) {
            return true;
        }
    }
    tokens.go_back_to(start);
    return false;
}

// ROLE name ... PASSWORD 'x'
bool PgStatementReader::read_account(const std::string& database, RecordSink& sink) {
    if (!wants(sink, "database-account")) {
        return false;
    }
    statement_.start("database-account");
    statement_.add_fact("name", statement_.take_name());
    bool behind_password = false;
    while (const auto token = statement_.next(sink)) {
        if (behind_password && statement_.add("password", *token)) {
            statement_.add_fact("form", password_form(statement_.last()));
            statement_.push(database, sink);
            break;
        }
        behind_password = statement_.is_word(*token, "password");
    }
    return true;
}

// USER MAPPING FOR account SERVER name OPTIONS (...)
bool PgStatementReader::read_mapping(const std::string& database, RecordSink& sink) {
    if (!wants(sink, "user-mapping")) {
        return false;
    }
    std::string name = statement_.take_name();
    if (statement_.tokens().take_word("server")) {
        name += " on " + statement_.take_name();
    }
    read_options("user-mapping", std::move(name), database, sink);
    return true;
}

// SERVER name ... OPTIONS (...)
bool PgStatementReader::read_server(const std::string& database, RecordSink& sink) {
    if (!wants(sink, "foreign-server")) {
        return false;
    }
    pass_if_not_exists(statement_.tokens());
    read_options("foreign-server", statement_.take_name(), database, sink);
    return true;
}

void PgStatementReader::read_options(std::string_view element, std::string name, const std::string& database,
                                     RecordSink& sink) {
    statement_.start(element);
    statement_.add_fact("name", std::move(name));
    while (const auto token = statement_.next(sink)) {
        if (statement_.is_word(*token, "options") && statement_.tokens().take_symbol('(')) {
            statement_.add_options(sink);
            statement_.push(database, sink);
            return;
        }
    }
}

// SUBSCRIPTION name CONNECTION 'x'
bool PgStatementReader::read_subscription(const std::string& database, RecordSink& sink) {
    if (!wants(sink, "subscription")) {
        return false;
    }
    statement_.start("subscription");
    statement_.add_fact("name", statement_.take_name());
    const bool connects = statement_.tokens().take_word("connection");
    const auto token = connects ? statement_.next(sink) : std::nullopt;
    if (token && statement_.add("connection", *token)) {
        const std::string& connection = statement_.last();
        if (append_conninfo_password(connection, statement_.add_part("password", *token))) {
            statement_.push(database, sink);
        }
    }
    return true;
}

}  // namespace postern::source
