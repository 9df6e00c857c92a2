// Values that reach a PostgreSQL server past its log.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "source/pg_session.hpp"

namespace postern::source {

// A server that logs statements logs bound parameters with them (log_statement, log_min_duration_statement,
// auto_explain); what COPY carries it never logs. So values go into a temporary table, which is gone with
// the transaction and has no part in the write-ahead log, and statements take them from there.
class PgHiddenValues {
public:
    // Within a transaction that may write.
    explicit PgHiddenValues(PgSession& session) : session_(session) {}

    // Sends the values; NULL where a pointer is. Gives an expression for each, of type text.
    std::vector<std::string> send(const std::vector<const Secret*>& values);

private:
    // Once; needs the right to make temporary tables.
    void make_table();

    PgSession& session_;
    std::size_t sent_ = 0;
    bool has_table_ = false;
};

}  // namespace postern::source
