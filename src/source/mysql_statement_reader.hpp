// Passwords in MySQL's statements: of accounts, foreign servers and replication.
#pragma once

#include <string>

#include "source/sql_skipper.hpp"
#include "source/statement_record.hpp"

namespace postern::source {

// Each is an element with a name: "database-account" with password and form (plain, hash), one for each way
// in; "foreign-server" with option:NAME for each option; "replication-source" with user and password. Edits
// are not made: whoever restores the dump needs them.
class MysqlStatementReader {
public:
    MysqlStatementReader(base::ByteWindow& window, const format::SqlDialect& dialect, SqlSkipper& skipper)
        : skipper_(skipper), statement_(window, dialect) {}

    // The window stands at a statement. True when it is one of those and the sink wants it: the window stands
    // behind it then; else nothing has happened. Throws DamagedInput when the input ends in it.
    bool read_statement(const std::string& database, RecordSink& sink);

private:
    bool push_wanted(const std::string& database, RecordSink& sink);
    bool read_accounts(const std::string& database, RecordSink& sink);
    void read_ways_in(const std::string& account, const std::string& database, RecordSink& sink);
    bool read_server(const std::string& database, RecordSink& sink);
    bool read_replication(const std::string& database, RecordSink& sink);

    SqlSkipper& skipper_;
    StatementRecord statement_;
};

}  // namespace postern::source
