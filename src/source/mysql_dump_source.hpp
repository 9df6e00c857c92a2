// Plain-text dumps of MySQL and MariaDB: mysqldump, mariadb-dump.
#pragma once

#include <map>
#include <string>

#include "base/byte_window.hpp"
#include "postern/source.hpp"
#include "source/mysql_statement_reader.hpp"
#include "source/sql_insert_reader.hpp"

namespace postern::source {

// Lexes statements, never lines; goes into executable comments; follows DELIMITER, USE, SET NAMES
// and SQL_MODE as the mysql client and the server would. Throws DamagedInput when the input ends too
// early.
class MysqlDumpSource : public Source {
public:
    explicit MysqlDumpSource(base::ByteWindow& window);
    // Of tables that another file defines, in this database.
    MysqlDumpSource(base::ByteWindow& window, std::string database, const SqlTableCatalog& known);

    void read(RecordSink& sink) override;

    // Of the tables that were wanted, once they have been read.
    const SqlTableCatalog& catalog() const { return catalog_; }

private:
    void read_statement(RecordSink& sink);
    void read_create(RecordSink& sink);
    void read_delimiter();
    void read_load(RecordSink& sink);
    void read_database();
    void read_settings();
    void set_sql_mode(const std::string& text, bool literal);

    // What SQL_MODE says about quotes.
    struct QuoteMode {
        bool double_quoted_strings = true;
        format::StringEscapes escapes = format::StringEscapes::mysql;
    };

    base::ByteWindow& window_;
    format::SqlDialect dialect_;
    SqlSkipper skipper_;
    SqlTokens tokens_;
    SqlTableCatalog catalog_;
    SqlInsertReader inserts_;
    MysqlStatementReader statements_;
    std::string database_;
    std::map<std::string, QuoteMode> saved_modes_;  // by user variable
    std::map<std::string, format::Multibyte> saved_encodings_;
};

}  // namespace postern::source
