// A live database: read like any source, and changed in one guarded transaction.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "postern/secret.hpp"
#include "postern/source.hpp"

namespace postern {

// One row, told apart by its primary key or, without one, by all its columns.
struct RowAddress {
    std::string schema;  // PostgreSQL's schema, MySQL's database
    std::string table;   // as the server spells it
    std::vector<std::pair<std::string, std::optional<std::string>>> key;  // column and value; nullopt is NULL
};

// A column's value, which may be a secret whatever the column.
struct ColumnValue {
    std::string column;
    std::optional<Secret> value;  // nullopt is NULL
};

struct OtherSession {
    std::string user;
    std::string client;       // address and port, or "local"
    std::string application;  // as it calls itself; may be empty
};

// A place that may still hold a value which its row has no more. For people, and without any value.
struct Residue {
    std::string where;   // what holds it, and why: a sentence without its full stop
    std::string remedy;  // what ends that, one act a line: a command to paste, or a sentence
};

struct DatabaseFacts {
    std::string kind;      // "postgresql" or "mysql"
    std::string server;    // "PostgreSQL 15.18", "10.11.19-MariaDB"
    std::string place;     // host, port and database, without a password: what the report calls it
    std::string identity;  // tells this very database from every other, through renames of hosts
    std::string user;
    std::optional<std::string> tls;  // protocol and cipher; nullopt: the connection is not encrypted
    bool local = false;              // by a socket file or a loopback address
    bool read_only = false;          // a replica, or a server that refuses writes
};

// Writes within one transaction. Destroyed without commit() it leaves nothing. Every method throws
// Error, in whose text no value ever stands.
class DatabaseTransaction {
public:
    virtual ~DatabaseTransaction() = default;

    // Locks the row until the end and gives its columns as they now are, in the order asked for;
    // nullopt when there is no such row, or more than one.
    virtual std::optional<std::vector<ColumnValue>> lock(const RowAddress& row,
                                                         const std::vector<std::string>& columns) = 0;
    // By bind parameters, never literals. The row must be locked. Values are given as text.
    virtual void update(const RowAddress& row, const std::vector<ColumnValue>& values) = 0;
    // A new row: its key and these values; columns not given get the table's defaults. Throws Error
    // when there is one already.
    virtual void insert(const RowAddress& row, const std::vector<ColumnValue>& values) = 0;
    // The row must be locked.
    virtual void remove(const RowAddress& row) = 0;
    // Throws Error(failed) when the server does not say that it is done; whether it is then has to be
    // looked up.
    virtual void commit() = 0;
};

class Database : public Source {
public:
    virtual const DatabaseFacts& facts() const = 0;

    // read(): every wanted table of every schema that is not the system's, all columns by name, values
    // as text, rows in the order of their key. Record::database stays empty, Record::schema is filled.
    // In one read-only transaction.

    // Columns that make the table's primary key, in its order; empty without one.
    virtual std::vector<std::string> primary_key(const std::string& schema, const std::string& table) = 0;
    // Columns that are NOT NULL.
    virtual std::vector<std::string> not_null(const std::string& schema, const std::string& table) = 0;
    // Roles or accounts that may read the table, superusers marked "name (superuser)"; sorted.
    virtual std::vector<std::string> readers(const std::string& schema, const std::string& table) = 0;
    // Sessions on this database besides our own.
    virtual std::vector<OtherSession> other_sessions() = 0;
    // How many rows; nullopt when there is no such table. For cluster nodes.
    virtual std::optional<std::uint64_t> count_rows(const std::string& table) = 0;

    // Only one at a time; needs a database that was opened for writing.
    virtual std::unique_ptr<DatabaseTransaction> begin() = 0;
    // Keeps a second run of postern off this database while the result lives; nullptr when another has it.
    virtual std::shared_ptr<void> try_lock() = 0;
    // What removes old values from the table's own storage as far as SQL can, outside a transaction.
    // Gives the statements for which this login has not the right: somebody with more has to run them.
    // An Error says that the table was not cleaned; what was committed before stays.
    virtual std::vector<std::string> purge(const std::string& schema, const std::string& table) = 0;
    // What may still hold old values of these tables (schema, table), asked of the server, which is only
    // read. What this login may not ask is told as such. `purged`: purge() of each of them went well;
    // what it removed is left out, what it gave back is not. The last one is always the account itself.
    virtual std::vector<Residue> residues(const std::vector<std::pair<std::string, std::string>>& tables,
                                          bool purged) = 0;
};

}  // namespace postern
