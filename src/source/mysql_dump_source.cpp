#include "source/mysql_dump_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace postern::source {

using format::SqlToken;
using format::SqlTokenKind;

namespace {

// In these character sets the byte of a backslash can be the second byte of a character.
bool hides_backslashes(std::string_view charset) {
    constexpr std::array<std::string_view, 5> kCharsets{"sjis", "cp932", "big5", "gbk", "gb18030"};
    return std::any_of(kCharsets.begin(), kCharsets.end(),
                       [charset](std::string_view name) { return base::equal_without_case(name, charset); });
}

}  // namespace

MysqlDumpSource::MysqlDumpSource(base::ByteWindow& window)
    : window_(window),
      dialect_(format::mysql_dialect()),
      skipper_(window, dialect_),
      tokens_(window, dialect_),
      inserts_(window, dialect_, skipper_, catalog_) {}

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
        read_create(sink);
    } else if (tokens_.take_word("delimiter")) {
        read_delimiter();
    } else if (tokens_.take_word("use")) {
        read_database();
    } else if (tokens_.take_word("set")) {
        read_settings();
    } else if (tokens_.take_word("update")) {
        inserts_.skip_update(sink);
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
        const bool sets_charset = name == "names" || name == "character_set_client";
        if (sets_charset && hides_backslashes(text)) {
            throw base::DamagedInput(
                fmt::format("is written in {}, where a character may hide a backslash; dump it again with "
                            "--default-character-set=utf8mb4",
                            text));
        }
        if (name == "sql_mode") {
            set_sql_mode(text, literal);
        } else if (text == "@@sql_mode") {
            saved_modes_[name] = {dialect_.double_quoted_strings, dialect_.escapes};
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
