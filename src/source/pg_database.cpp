#include "source/pg_database.hpp"

#include <charconv>

#include "base/text.hpp"
#include "source/pg_catalog.hpp"
#include "source/pg_errors.hpp"
#include "source/pg_facts.hpp"
#include "source/pg_purge.hpp"
#include "source/pg_readers.hpp"
#include "source/pg_residue_facts.hpp"
#include "source/pg_residues.hpp"
#include "source/pg_table_reader.hpp"
#include "source/pg_transaction.hpp"

namespace postern::source {

namespace {

// "post" and "ern": locks count within one database.
constexpr const char* kLock = "(1886352244, 1701998080)";

// Ended by hand where it went well, rolled back where not.
class ReadingTransaction {
public:
    explicit ReadingTransaction(PgSession& session) : session_(session) {
        session_.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    }
    ~ReadingTransaction() {
        try {
            session_.run("ROLLBACK");
        } catch (const std::exception&) {
            return;  // the connection is gone, and the transaction with it
        }
    }
    ReadingTransaction(const ReadingTransaction&) = delete;
    ReadingTransaction& operator=(const ReadingTransaction&) = delete;

private:
    PgSession& session_;
};

// Classes of SQLSTATE after which the connection is of no use.
bool is_lost(const std::string& sqlstate) {
    return sqlstate.starts_with("08") || sqlstate.starts_with("57P");
}

std::vector<std::string> names_of(const std::vector<PgColumn>& columns) {
    std::vector<std::string> names;
    for (const PgColumn& column : columns) {
        names.push_back(column.name);
    }
    return names;
}

}  // namespace

PgDatabase::PgDatabase(const PgLogin& login) : PgDatabase(pg_connect(login), login.access) {}

PgDatabase::PgDatabase(PgConnected connected, PgAccess access)
    : access_(access),
      session_(std::make_shared<PgSession>(connected)),
      facts_(pg_facts(*session_, connected)) {
    pg_set_up(*session_, access);
}

void PgDatabase::read(RecordSink& sink) {
    require_no_transaction();
    const ReadingTransaction transaction(*session_);
    read_tables(sink);
}

void PgDatabase::read_tables(RecordSink& sink) {
    PgTableReader reader(*session_, sink);
    for (const PgTable& table : pg_tables(*session_)) {
        const auto columns = [&] { return names_of(pg_columns(*session_, table)); };
        if (!sink.wants_columns(table.name, columns)) {
            continue;
        }
        session_->run("SAVEPOINT postern_table");
        try {
            reader.read(table);
        } catch (const PgStatementError& error) {
            if (is_lost(error.sqlstate())) {
                throw;
            }
            session_->run("ROLLBACK TO SAVEPOINT postern_table");
            sink.skip({0, pg_error(error.sqlstate(), table.title()).what()});
        }
        session_->run("RELEASE SAVEPOINT postern_table");
    }
}

std::vector<std::string> PgDatabase::primary_key(const std::string& schema, const std::string& table) {
    return pg_primary_key(*session_, pg_table(*session_, schema, table));
}

std::vector<std::string> PgDatabase::not_null(const std::string& schema, const std::string& table) {
    std::vector<std::string> names;
    for (const PgColumn& column : pg_columns(*session_, pg_table(*session_, schema, table))) {
        if (column.not_null) {
            names.push_back(column.name);
        }
    }
    return names;
}

std::vector<std::string> PgDatabase::readers(const std::string& schema, const std::string& table) {
    return pg_readers(*session_, pg_table(*session_, schema, table));
}

std::vector<OtherSession> PgDatabase::other_sessions() {
    return pg_other_sessions(*session_);
}

std::optional<std::uint64_t> PgDatabase::count_rows(const std::string& table) {
    std::optional<std::uint64_t> count;
    for (const PgTable& known : pg_tables(*session_)) {
        if (base::equal_without_case(known.name, table)) {
            const std::string rows =
                session_->run("SELECT pg_catalog.count(*) FROM " + known.rows() + " AS t", known.title())
                    .text(0, 0);
            std::uint64_t more = 0;
            std::from_chars(rows.data(), rows.data() + rows.size(), more);
            count = count.value_or(0) + more;
        }
    }
    return count;
}

std::unique_ptr<DatabaseTransaction> PgDatabase::begin() {
    require_no_transaction();
    require_writable();
    const auto open = std::make_shared<int>(0);
    transaction_ = open;
    return std::make_unique<PgTransaction>(session_, open);
}

std::shared_ptr<void> PgDatabase::try_lock() {
    const std::string lock = kLock;
    if (!session_->run("SELECT pg_catalog.pg_try_advisory_lock" + lock).truth(0, 0)) {
        return nullptr;
    }
    return {session_.get(), [session = session_, lock](void*) {
                try {
                    session->run("SELECT pg_catalog.pg_advisory_unlock" + lock);
                } catch (const std::exception&) {
                    return;  // the connection is gone, and the lock with it
                }
            }};
}

std::vector<std::string> PgDatabase::purge(const std::string& schema, const std::string& table) {
    require_no_transaction();
    require_writable();
    return pg_purge(*session_, pg_table(*session_, schema, table));
}

std::vector<Residue> PgDatabase::residues(const std::vector<std::pair<std::string, std::string>>& tables,
                                          bool purged) {
    require_no_transaction();
    return pg_residues(pg_residue_facts(*session_, tables, purged));
}

void PgDatabase::require_no_transaction() const {
    if (!transaction_.expired()) {
        throw Error(ErrorKind::failed, facts_.place + ": a transaction is open already",
                    "this is a fault of postern: please report it");
    }
}

void PgDatabase::require_writable() const {
    if (access_ != PgAccess::write) {
        throw Error(ErrorKind::failed, facts_.place + ": was opened for reading only",
                    "this is a fault of postern: please report it");
    }
    if (facts_.read_only) {
        throw pg_error("25006", facts_.place);
    }
}

}  // namespace postern::source
