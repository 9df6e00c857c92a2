#include "source/mysql_database.hpp"

#include <algorithm>

#include "base/digest.hpp"
#include "postern/error.hpp"
#include "source/mysql_facts.hpp"
#include "source/mysql_grants.hpp"
#include "source/mysql_login.hpp"
#include "source/mysql_purge.hpp"
#include "source/mysql_reader.hpp"
#include "source/mysql_residue_facts.hpp"
#include "source/mysql_residues.hpp"
#include "source/mysql_transaction.hpp"

namespace postern::source {

MysqlDatabase::MysqlDatabase(const MysqlAddress& address, const std::optional<Secret>& password,
                             MysqlAccess access)
    : MysqlDatabase(complete_login(address, password, read_option_files(option_file_paths())), access) {}

MysqlDatabase::MysqlDatabase(const MysqlLogin& login, MysqlAccess access)
    : access_(access),
      database_(login.address.database),
      connection_(std::make_shared<MysqlConnection>(login)),
      catalog_(*connection_, database_) {
    set_up_session(*connection_, access);
    facts_ = mysql_facts(*connection_, login.address);
}

void MysqlDatabase::read(RecordSink& sink) {
    require_no_transaction();
    MysqlReader(*connection_, catalog_).read(sink);
}

std::vector<std::string> MysqlDatabase::primary_key(const std::string& schema, const std::string& table) {
    return catalog_.primary_key({schema, table});
}

std::vector<std::string> MysqlDatabase::not_null(const std::string& schema, const std::string& table) {
    std::vector<std::string> names;
    for (const MysqlColumn& column : catalog_.columns({schema, table})) {
        if (!column.nullable) {
            names.push_back(column.name);
        }
    }
    return names;
}

std::vector<std::string> MysqlDatabase::readers(const std::string& schema, const std::string& table) {
    return mysql_readers(*connection_, {schema, table});
}

std::vector<OtherSession> MysqlDatabase::other_sessions() {
    return mysql_sessions(*connection_, database_);
}

std::optional<std::uint64_t> MysqlDatabase::count_rows(const std::string& table) {
    return catalog_.count_rows(table);
}

std::unique_ptr<DatabaseTransaction> MysqlDatabase::begin() {
    require_writable();
    require_no_transaction();
    auto token = std::make_shared<int>();
    transaction_ = token;
    return std::make_unique<MysqlTransaction>(connection_, std::move(token));
}

std::shared_ptr<void> MysqlDatabase::try_lock() {
    const Secret name(mysql_lock_name(database_));
    if (text_of_first(connection_->rows("SELECT GET_LOCK(?, 0)", {name})) != "1") {
        return nullptr;
    }
    const auto release = [connection = connection_, name](void*) {
        try {
            connection->rows("SELECT RELEASE_LOCK(?)", {name});
        } catch (const Error&) {  // the server has let go of it with the connection
        }
    };
    return {connection_.get(), release};
}

std::vector<std::string> MysqlDatabase::purge(const std::string& schema, const std::string& table) {
    require_writable();
    require_no_transaction();
    std::vector<std::string> left = mysql_purge(*connection_, {schema, table});
    left_by_purge_.insert(left_by_purge_.end(), left.begin(), left.end());
    return left;
}

std::vector<Residue> MysqlDatabase::residues(const std::vector<std::pair<std::string, std::string>>& tables,
                                             bool purged) {
    require_no_transaction();
    std::vector<MysqlTable> targets;
    for (const auto& [schema, table] : tables) {
        targets.push_back({schema, table});
    }
    MysqlResidueFacts facts = mysql_residue_facts(*connection_, targets);
    if (purged) {
        facts.purge_steps = left_by_purge_;
    }
    return mysql_residues(facts);
}

// Anything else that starts a transaction would commit the open one.
void MysqlDatabase::require_no_transaction() const {
    if (!transaction_.expired()) {
        throw Error(ErrorKind::failed, connection_->place() + ": a transaction is open already");
    }
}

void MysqlDatabase::require_writable() const {
    if (access_ == MysqlAccess::read_only) {
        throw Error(ErrorKind::failed, connection_->place() + ": opened for reading only");
    }
    if (facts_.read_only) {
        throw Error(ErrorKind::failed, connection_->place() + ": the server refuses writes (read_only)",
                    "name the primary server");
    }
}

std::string mysql_lock_name(const std::string& database) {
    constexpr std::size_t kLongest = 64;
    const std::string name = "postern:" + database;
    return name.size() <= kLongest ? name : "postern:" + base::sha256_hex(database).substr(0, 40);
}

}  // namespace postern::source
