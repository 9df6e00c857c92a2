// Reads the wanted tables of a MySQL server as records, in one read-only transaction.
#pragma once

#include "postern/record_sink.hpp"
#include "source/mysql_catalog.hpp"
#include "source/mysql_connection.hpp"

namespace postern::source {

class MysqlReader {
public:
    MysqlReader(MysqlConnection& connection, MysqlCatalog& catalog)
        : connection_(connection), catalog_(catalog) {}

    // A table that cannot be read is a Skip; a lost connection is an Error.
    void read(RecordSink& sink);

private:
    struct Plan {
        MysqlTable table;
        std::vector<MysqlColumn> columns;
        std::string sql;
    };

    Plan plan(const MysqlTable& table);
    void read_table(const Plan& plan, RecordSink& sink);

    MysqlConnection& connection_;
    MysqlCatalog& catalog_;
};

}  // namespace postern::source
