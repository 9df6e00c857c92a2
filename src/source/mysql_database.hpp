// A live MySQL or MariaDB database.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "postern/database.hpp"
#include "source/mysql_address.hpp"
#include "source/mysql_catalog.hpp"
#include "source/mysql_connection.hpp"
#include "source/mysql_session.hpp"

namespace postern::source {

// All on one connection. Values are bound hidden (mysql_hidden_value.hpp), so the server's logs do not
// get them; its binary log does, as it holds every new row.
class MysqlDatabase : public Database {
public:
    // Connects. Without a password handed over, MySQL's own ways count (mysql_login.hpp). Throws Error.
    MysqlDatabase(const MysqlAddress& address, const std::optional<Secret>& password, MysqlAccess access);

    const DatabaseFacts& facts() const override { return facts_; }
    // With a database in the address, that one only.
    void read(RecordSink& sink) override;

    std::vector<std::string> primary_key(const std::string& schema, const std::string& table) override;
    std::vector<std::string> not_null(const std::string& schema, const std::string& table) override;
    std::vector<std::string> readers(const std::string& schema, const std::string& table) override;
    std::vector<OtherSession> other_sessions() override;
    std::optional<std::uint64_t> count_rows(const std::string& table) override;
    std::unique_ptr<DatabaseTransaction> begin() override;
    std::shared_ptr<void> try_lock() override;
    // OPTIMIZE TABLE: InnoDB builds the table anew; and what is kept of its values as statistics. Undo and
    // redo logs, binary logs and the copies of pages in the doublewrite file are for residues() to name.
    std::vector<std::string> purge(const std::string& schema, const std::string& table) override;
    std::vector<Residue> residues(const std::vector<std::pair<std::string, std::string>>& tables,
                                  bool purged) override;

private:
    MysqlDatabase(const MysqlLogin& login, MysqlAccess access);

    void require_no_transaction() const;
    void require_writable() const;

    MysqlAccess access_;
    std::string database_;
    std::shared_ptr<MysqlConnection> connection_;
    MysqlCatalog catalog_;
    DatabaseFacts facts_;
    std::weak_ptr<void> transaction_;         // the one that is open
    std::vector<std::string> left_by_purge_;  // what it gave back
};

// The name under which a server keeps a second run off the database; never longer than it allows.
std::string mysql_lock_name(const std::string& database);

}  // namespace postern::source
