// The rows of one PostgreSQL table, pushed as records.
#pragma once

#include "postern/record_sink.hpp"
#include "source/pg_catalog.hpp"

namespace postern::source {

// Within a transaction. All columns, in the order of the primary key where there is one; a few rows at a
// time, as many as fit into kBatchBytes, and one row however big. Stops on an interrupt.
class PgTableReader {
public:
    static constexpr std::size_t kBatchBytes = 8 * 1024 * 1024;
    static constexpr std::size_t kBatchRows = 500;

    PgTableReader(PgSession& session, RecordSink& sink) : session_(session), sink_(sink) {}

    void read(const PgTable& table);

private:
    std::size_t batch_size(const PgTable& table, const std::vector<PgColumn>& columns);
    void push(const PgTable& table, const std::vector<PgColumn>& columns, const PgRows& rows);

    PgSession& session_;
    RecordSink& sink_;
};

}  // namespace postern::source
