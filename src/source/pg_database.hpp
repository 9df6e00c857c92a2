// A live PostgreSQL database.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "postern/database.hpp"
#include "source/pg_login.hpp"
#include "source/pg_session.hpp"

namespace postern::source {

// All on one connection.
class PgDatabase : public Database {
public:
    // Connects. Throws Error.
    explicit PgDatabase(const PgLogin& login);

    const DatabaseFacts& facts() const override { return facts_; }
    // A table that cannot be read is skipped, the others are read.
    void read(RecordSink& sink) override;

    std::vector<std::string> primary_key(const std::string& schema, const std::string& table) override;
    std::vector<std::string> not_null(const std::string& schema, const std::string& table) override;
    std::vector<std::string> readers(const std::string& schema, const std::string& table) override;
    std::vector<OtherSession> other_sessions() override;
    // Of tables of that name, in any case, in whatever schema.
    std::optional<std::uint64_t> count_rows(const std::string& table) override;
    std::unique_ptr<DatabaseTransaction> begin() override;
    std::shared_ptr<void> try_lock() override;
    // VACUUM FULL builds the table anew; ANALYZE forgets the values that the statistics kept, and VACUUM
    // FULL of those forgets them for good. The write-ahead log is out of SQL's reach.
    std::vector<std::string> purge(const std::string& schema, const std::string& table) override;
    std::vector<Residue> residues(const std::vector<std::pair<std::string, std::string>>& tables,
                                  bool purged) override;

private:
    PgDatabase(PgConnected connected, PgAccess access);

    void read_tables(RecordSink& sink);
    void require_no_transaction() const;
    void require_writable() const;

    PgAccess access_;
    std::shared_ptr<PgSession> session_;
    DatabaseFacts facts_;
    std::weak_ptr<void> transaction_;  // the one that is open
};

}  // namespace postern::source
