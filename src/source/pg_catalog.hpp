// What a PostgreSQL database says of its tables.
#pragma once

#include <string>
#include <vector>

#include "source/pg_session.hpp"

namespace postern::source {

struct PgTable {
    std::string oid;
    std::string schema;
    std::string name;
    bool partitioned = false;

    // For an error: table public.mailserver
    std::string title() const;
    // For SQL: "public"."mailserver"
    std::string qualified() const;
    // For a FROM: a table without those that inherit from it, which are tables of their own.
    std::string rows() const { return partitioned ? qualified() : "ONLY " + qualified(); }
};

struct PgColumn {
    std::string name;
    std::string type;      // for a CAST; without a length, since a CAST to that would cut a value off
    std::string size_sql;  // an expression for the bytes of its text, cheap where that can be; of t."name"
    bool not_null = false;
    bool has_default = false;
};

// Every table that holds rows of its own and is not the system's; partitions stand under their root.
// Sorted by schema and name.
std::vector<PgTable> pg_tables(PgSession& session);
// Throws Error when there is none.
PgTable pg_table(PgSession& session, const std::string& schema, const std::string& name);

// In their order.
std::vector<PgColumn> pg_columns(PgSession& session, const PgTable& table);
std::vector<std::string> pg_primary_key(PgSession& session, const PgTable& table);

}  // namespace postern::source
