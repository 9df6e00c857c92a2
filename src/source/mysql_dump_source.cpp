#include "source/mysql_dump_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/text.hpp"

namespace postern::source {

using format::SqlToken;
using format::SqlTokenKind;

namespace {

// SET NAMES x, SET CHARACTER SET x, SET CHARSET x, SET character_set_client = x: what x follows.
bool names_character_set(std::string_view name) {
    return name == "names" || name == "set" || name == "charset" || name == "character_set_client";
}

}  // namespace

MysqlDumpSource::MysqlDumpSource(base::ByteWindow& window)
    : window_(window),
      dialect_(format::mysql_dialect()),
      skipper_(window, dialect_),
      tokens_(window, dialect_),
      inserts_(window, dialect_, skipper_, catalog_),
      statements_(window, dialect_, skipper_) {}

MysqlDumpSource::MysqlDumpSource(base::ByteWindow& window, std::string database, const SqlTableCatalog& known)
    : MysqlDumpSource(window) {
    database_ = std::move(database);
    catalog_ = known;
}

void MysqlDumpSource::read(RecordSink& sink) {
    while (skipper_.skip_blanks()) {
        tokens_.go_back_to(0);
        read_statement(sink);
    }
    if (skipper_.is_cut_short()) {
        sink.skip({window_.offset(), "ends without the dump program's last line: cut short"});
    }
}

void MysqlDumpSource::read_statement(RecordSink& sink) {
    if (tokens_.take_word("insert") || tokens_.take_word("replace")) {
        inserts_.read_statement(database_, sink);
    } else if (tokens_.take_word("create")) {
        if (!statements_.read_statement(database_, sink)) {
            read_create(sink);
        }
    } else if (tokens_.take_word("alter") || tokens_.take_word("grant") || tokens_.take_word("change")) {
        if (!statements_.read_statement(database_, sink)) {
            skipper_.skip_statement();
        }
    } else if (tokens_.take_word("delimiter")) {
        read_delimiter();
    } else if (tokens_.take_word("use")) {
        read_database();
    } else if (tokens_.take_word("set")) {
        read_settings();
    } else if (tokens_.take_word("update")) {
        inserts_.skip_update(sink);
    } else if (tokens_.take_word("delete")) {
        inserts_.skip_delete(sink);
    } else if (tokens_.take_word("with")) {
        inserts_.skip_with(sink);
    } else if (tokens_.take_word("load")) {
        read_load(sink);
    } else {
        skipper_.skip_statement();
    }
}

void MysqlDumpSource::read_create(RecordSink& sink) {
    tokens_.take_word("temporary");
    if (tokens_.take_word("table")) {
        catalog_.read_table(tokens_, database_, true, sink);
    }
    tokens_.go_back_to(0);
    skipper_.skip_statement();
}

// The mysql client's own command: the rest of the line, up to a blank, is the new delimiter.
void MysqlDumpSource::read_delimiter() {
    while (window_.bytes().find('\n', tokens_.position()) == std::string_view::npos && window_.more()) {
    }
    const std::string_view bytes = window_.bytes();
    const std::size_t begin = bytes.find_first_not_of(" \t", tokens_.position());
    const std::size_t end = bytes.find_first_of(" \t\r\n", begin);
    if (begin != std::string_view::npos && end != begin) {
        dialect_.delimiter = bytes.substr(begin, std::min(end, bytes.size()) - begin);
    }
    window_.consume(std::min(bytes.find('\n', tokens_.position()), bytes.size()));
}

// LOAD DATA ... INTO TABLE x
void MysqlDumpSource::read_load(RecordSink& sink) {
    while (!tokens_.take_word("table")) {
        const SqlToken token = tokens_.next();
        if (token.kind == SqlTokenKind::end || token.kind == SqlTokenKind::terminator) {
            tokens_.consume();
            return;
        }
    }
    const SqlTableName name = read_table_name(tokens_);
    if (sink.wants(RecordShape::row, name.table)) {
        sink.skip({window_.offset(),
                   fmt::format("the rows of table {} stand in another file", base::lower(name.table))});
    }
    tokens_.go_back_to(0);
    skipper_.skip_statement();
}

void MysqlDumpSource::read_database() {
    const SqlToken token = tokens_.next();
    database_ = format::unquoted_name(tokens_.text(token));
    tokens_.consume();
    skipper_.skip_statement();
}

// SET NAMES x, SET character_set_client = x, SET @OLD=@@SQL_MODE, SQL_MODE='...', SET sql_mode = @OLD.
// The statement stands in an executable comment more often than not.
void MysqlDumpSource::read_settings() {
    std::string name;
    while (true) {
        const SqlToken token = tokens_.next();
        if (token.kind == SqlTokenKind::end || token.kind == SqlTokenKind::terminator) {
            break;
        }
        if (token.kind == SqlTokenKind::symbol) {
            continue;
        }
        const bool literal = token.kind == SqlTokenKind::string;
        std::string text = base::lower(tokens_.text(token));
        text = literal && text.size() > 1 ? text.substr(1, text.size() - 2) : text;
        if (name == "sql_mode") {
            set_sql_mode(text, literal);
        } else if (names_character_set(name)) {
            const bool saved = text.starts_with('@');
            dialect_.encoding = saved ? saved_encodings_[text] : format::mysql_character_set(text);
        } else if (text == "@@sql_mode") {
            saved_modes_[name] = {dialect_.double_quoted_strings, dialect_.escapes};
        } else if (text == "@@character_set_client") {
            saved_encodings_[name] = dialect_.encoding;
        }
        name = text;
    }
    tokens_.consume();
}

// To what a literal says, or back to what a variable kept.
void MysqlDumpSource::set_sql_mode(const std::string& text, bool literal) {
    QuoteMode mode = saved_modes_[text];
    if (literal) {
        mode.double_quoted_strings = text.find("ansi") == std::string::npos;
        mode.escapes = text.find("no_backslash_escapes") == std::string::npos ? format::StringEscapes::mysql
                                                                              : format::StringEscapes::none;
    }
    dialect_.double_quoted_strings = mode.double_quoted_strings;
    dialect_.escapes = mode.escapes;
}

}  // namespace postern::source
