// Passwords in PostgreSQL's statements: of roles, user mappings, foreign servers and subscriptions.
#pragma once

#include <string>
#include <string_view>

#include "source/sql_skipper.hpp"
#include "source/statement_record.hpp"

namespace postern::source {

// Each is an element with a name: "database-account" with password and form (plain, md5, hash);
// "user-mapping" and "foreign-server" with option:NAME for each option; "subscription" with connection and
// the password in it. Edits are not made: whoever restores the dump needs them.
class PgStatementReader {
public:
    PgStatementReader(base::ByteWindow& window, const format::SqlDialect& dialect, SqlSkipper& skipper)
        : skipper_(skipper), statement_(window, dialect) {}

    // The window stands at a statement, of a dump or alone. True when it is one of those and the sink wants
    // it: the window stands behind it then; else nothing has happened. Throws DamagedInput when the input
    // ends in it.
    bool read_statement(const std::string& database, RecordSink& sink);

private:
    bool push_wanted(const std::string& database, RecordSink& sink);
    bool read_account(const std::string& database, RecordSink& sink);
    bool read_mapping(const std::string& database, RecordSink& sink);
    bool read_server(const std::string& database, RecordSink& sink);
    void read_options(std::string_view element, std::string name, const std::string& database,
                      RecordSink& sink);
    bool read_subscription(const std::string& database, RecordSink& sink);
    bool is_mapping();

    SqlSkipper& skipper_;
    StatementRecord statement_;
};

}  // namespace postern::source
