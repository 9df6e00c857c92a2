#include "source/mysql_statement_reader.hpp"

#include <string_view>

#include "base/text.hpp"

namespace postern::source {

using format::SqlTokenKind;

namespace {

constexpr std::string_view kPlain = "plain";
constexpr std::string_view kHash = "hash";

// What a string behind this word would be, when it stands behind IDENTIFIED: BY 'x', BY PASSWORD 'hash', AS
// 'hash', USING 'hash', USING PASSWORD('x'). Empty: no password.
std::string_view form_behind(std::string_view word, std::string_view before) {
    if (base::equal_without_case(word, "by")) {
        return kPlain;
    }
    if (base::equal_without_case(word, "as") || base::equal_without_case(word, "using")) {
        return kHash;
    }
    if (base::equal_without_case(word, "password") && !before.empty()) {
        return before == kPlain ? kHash : kPlain;
    }
    return {};
}

}  // namespace

bool MysqlStatementReader::read_statement(const std::string& database, RecordSink& sink) {
    statement_.go_to_start();
    if (!push_wanted(database, sink)) {
        return false;
    }
    skipper_.skip_statement();
    return true;
}

bool MysqlStatementReader::push_wanted(const std::string& database, RecordSink& sink) {
    SqlTokens& tokens = statement_.tokens();
    if (tokens.take_word("grant")) {
        return read_accounts(database, sink);
    }
    if (tokens.take_word("change")) {
        return read_replication(database, sink);
    }
    if (!tokens.take_word("create") && !tokens.take_word("alter")) {
        return false;
    }
    if (tokens.take_word("or")) {
        tokens.take_word("replace");
    }
    if (tokens.take_word("user")) {
        return read_accounts(database, sink);
    }
    return tokens.take_word("server") && read_server(database, sink);
}

// ... account IDENTIFIED ..., account IDENTIFIED ...
bool MysqlStatementReader::read_accounts(const std::string& database, RecordSink& sink) {
    if (!sink.wants(RecordShape::element, "database-account")) {
        return false;
    }
    std::string account;
    while (const auto token = statement_.next(sink)) {
        if (statement_.is_word(*token, "identified")) {
            read_ways_in(account, database, sink);
            account.clear();
            continue;
        }
        const std::string_view text = statement_.text(*token);
        const bool goes_on = text.starts_with('@') || account.ends_with('@');
        account = goes_on ? account : std::string();
        statement_.tokens().go_back_to(token->begin);
        account += statement_.take_name();
        statement_.tokens().go_back_to(token->end);
    }
    return true;
}

// To the end of the statement or the comma before the next account.
void MysqlStatementReader::read_ways_in(const std::string& account, const std::string& database,
                                        RecordSink& sink) {
    std::string_view form;
    while (const auto token = statement_.next(sink)) {
        const std::string_view text = statement_.text(*token);
        if (text == ",") {
            return;
        }
        if (token->kind == SqlTokenKind::word) {
            form = form_behind(text, form);
        } else if (!form.empty() && text != "(") {
            statement_.start("database-account");
            statement_.add_fact("name", account);
            if (statement_.add("password", *token)) {
                statement_.add_fact("form", std::string(form));
                statement_.push(database, sink);
            }
            form = {};
        }
    }
}

// SERVER name FOREIGN DATA WRAPPER name OPTIONS (...)
bool MysqlStatementReader::read_server(const std::string& database, RecordSink& sink) {
    if (!sink.wants(RecordShape::element, "foreign-server")) {
        return false;
    }
    if (statement_.tokens().take_word("if")) {
        statement_.tokens().take_word("not");
        statement_.tokens().take_word("exists");
    }
    statement_.start("foreign-server");
    statement_.add_fact("name", statement_.take_name());
    while (const auto token = statement_.next(sink)) {
        if (statement_.is_word(*token, "options") && statement_.tokens().take_symbol('(')) {
            statement_.add_options(sink);
            statement_.push(database, sink);
            break;
        }
    }
    return true;
}

// CHANGE MASTER TO MASTER_HOST = 'h', ...; CHANGE REPLICATION SOURCE TO SOURCE_HOST = 'h', ...
bool MysqlStatementReader::read_replication(const std::string& database, RecordSink& sink) {
    if (!sink.wants(RecordShape::element, "replication-source")) {
        return false;
    }
    statement_.start("replication-source");
    bool has_password = false;
    std::string name;
    while (const auto token = statement_.next(sink)) {
        if (token->kind == SqlTokenKind::word) {
            name = base::lower(statement_.text(*token));
            name.erase(0, name.find('_') == std::string::npos ? 0 : name.find('_') + 1);
        } else if (name == "host") {
            statement_.add("name", *token);
        } else if (name == "user") {
            statement_.add("user", *token);
        } else if (name == "password") {
            has_password = statement_.add("password", *token) || has_password;
        }
    }
    if (has_password) {
        statement_.push(database, sink);
    }
    return true;
}

}  // namespace postern::source
