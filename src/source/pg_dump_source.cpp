#include "source/pg_dump_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace postern::source {

using format::SqlToken;
using format::SqlTokenKind;

namespace {

// In these client encodings the byte of a backslash can be the second byte of a character.
bool hides_backslashes(std::string_view encoding) {
    constexpr std::array<std::string_view, 13> kEncodings{
        "sjis", "shift_jis", "shiftjis",   "mskanji", "windows932", "win932", "shift_jis_2004",
        "big5", "gbk",       "windows936", "gb18030", "uhc",        "johab"};
    return std::any_of(kEncodings.begin(), kEncodings.end(), [encoding](std::string_view name) {
        return base::equal_without_case(name, encoding);
    });
}

// What \\connect names. A connection string is no name, and may hold a password.
std::string connected_database(std::string_view argument) {
    argument = argument.substr(0, argument.find_last_not_of(" \r;") + 1);
    argument.remove_prefix(argument.starts_with("-reuse-previous=on ") ? 19 : 0);
    const bool is_name =
        argument.find('=') == std::string_view::npos && argument.find("://") == std::string_view::npos;
    return is_name ? format::unquoted_name(argument) : std::string();
}

bool is_off(std::string_view value) {
    return base::equal_without_case(value, "off") || base::equal_without_case(value, "'off'") ||
           base::equal_without_case(value, "false");
}

}  // namespace

PgDumpSource::PgDumpSource(base::ByteWindow& window)
    : window_(window),
      dialect_(format::postgres_dialect()),
      skipper_(window, dialect_),
      tokens_(window, dialect_),
      inserts_(window, dialect_, skipper_, catalog_),
      copies_(window, catalog_) {}

void PgDumpSource::read(RecordSink& sink) {
    while (skipper_.skip_blanks()) {
        tokens_.go_back_to(0);
        if (window_.bytes()[0] == '\\') {
            read_meta_command();
        } else {
            read_statement(sink);
        }
    }
    if (skipper_.is_cut_short()) {
        sink.skip({window_.offset(), "ends without the dump program's last line: cut short"});
    }
}

void PgDumpSource::read_statement(RecordSink& sink) {
    if (tokens_.take_word("insert")) {
        inserts_.read_statement(database_, sink);
    } else if (tokens_.take_word("copy")) {
        read_copy(sink);
    } else if (tokens_.take_word("create")) {
        read_create(sink);
    } else if (tokens_.take_word("set")) {
        read_setting();
        skipper_.skip_statement();
    } else if (tokens_.take_word("update")) {
        inserts_.skip_update(sink);
    } else if (tokens_.take_word("with")) {
        inserts_.skip_with(sink);
    } else {
        skipper_.skip_statement();
    }
}

// psql reads these to the end of the line. Another database has settings and tables of its own.
void PgDumpSource::read_meta_command() {
    std::size_t end = window_.bytes().find('\n');
    while (end == std::string_view::npos && window_.more()) {
        end = window_.bytes().find('\n');
    }
    const std::string_view line = window_.bytes().substr(0, end);
    for (const std::string_view command : {"\\connect ", "\\c "}) {
        if (line.starts_with(command)) {
            std::string_view name = line.substr(command.size());
            database_ = connected_database(name);
            dialect_.escapes = format::StringEscapes::none;
        }
    }
    window_.consume(line.size());
}

void PgDumpSource::read_copy(RecordSink& sink) {
    SqlTableName name = read_table_name(tokens_);
    name.database = name.database.empty() ? database_ : name.database;
    std::vector<std::string> columns;
    if (tokens_.take_symbol('(')) {
        while (tokens_.text(tokens_.peek()) != ")" && tokens_.peek().kind != SqlTokenKind::end) {
            const std::string text(tokens_.text(tokens_.next()));
            if (text != ",") {
                columns.push_back(format::unquoted_name(text));
            }
        }
        tokens_.next();
    }
    const bool with_oids = tokens_.take_word("with") && tokens_.take_word("oids");  // before PostgreSQL 12
    if (with_oids && !columns.empty()) {
        columns.insert(columns.begin(), "oid");
    }
    const bool from_input = tokens_.take_word("from") && tokens_.take_word("stdin");
    const bool plain = tokens_.peek().kind == SqlTokenKind::terminator;
    tokens_.consume();
    skipper_.skip_statement();
    if (!from_input) {
        if (sink.wants(RecordShape::row, name.table)) {
            sink.skip({window_.offset(),
                       fmt::format("the rows of table {} stand in another file", base::lower(name.table))});
        }
        return;
    }
    skip_line();
    if (!plain && sink.wants(RecordShape::row, name.table)) {
        sink.skip({window_.offset(),
                   fmt::format("the COPY of table {} has options that are not read", name.table)});
        name.table.clear();
    }
    copies_.read_block(name, columns, sink);
}

void PgDumpSource::read_create(RecordSink& sink) {
    tokens_.take_word("or");
    tokens_.take_word("replace");
    if (tokens_.take_word("function") || tokens_.take_word("procedure") || tokens_.take_word("rule")) {
        skip_routine();
        return;
    }
    while (tokens_.take_word("unlogged") || tokens_.take_word("foreign")) {
    }
    if (tokens_.take_word("table")) {
        catalog_.read_table(tokens_, database_, false, sink);
    }
    tokens_.go_back_to(0);
    skipper_.skip_statement();
}

void PgDumpSource::skip_line() {
    char last = '\0';
    while (last != '\n' && (!window_.bytes().empty() || window_.more())) {
        last = window_.bytes()[0];
        window_.consume(1);
    }
}

// A body without quotes (BEGIN ATOMIC ... END, the parentheses of a rule) holds delimiters. As in
// psql, the words count outside parentheses only; a body holds CASE but no further BEGIN.
void PgDumpSource::skip_routine() {
    std::size_t parentheses = 0;
    std::size_t blocks = 0;
    while (true) {
        const SqlToken token = tokens_.next();
        const std::string_view text = tokens_.text(token);
        const auto is_word = [&](std::string_view word) {
            return token.kind == SqlTokenKind::word && parentheses == 0 &&
                   base::equal_without_case(text, word);
        };
        if (token.kind == SqlTokenKind::end) {
            throw base::DamagedInput("ends inside a statement: cut short");
        }
        const bool ends = token.kind == SqlTokenKind::terminator && parentheses == 0 && blocks == 0;
        const bool opening = text == "(";
        const bool closing = text == ")";
        const bool closes = blocks > 0 && is_word("end");
        const bool opens = blocks == 0 ? is_word("begin") && tokens_.take_word("atomic") : is_word("case");
        blocks += opens ? 1 : 0;
        blocks -= closes ? 1 : 0;
        parentheses -= closing && parentheses > 0 ? 1 : 0;
        parentheses += opening ? 1 : 0;
        tokens_.consume();
        if (ends) {
            return;
        }
    }
}

void PgDumpSource::read_setting() {
    const std::string name = base::lower(tokens_.text(tokens_.next()));
    if (!tokens_.take_symbol('=') && !tokens_.take_word("to")) {
        return;
    }
    const std::string value(tokens_.text(tokens_.next()));
    if (name == "standard_conforming_strings") {
        dialect_.escapes = is_off(value) ? format::StringEscapes::postgres : format::StringEscapes::none;
    }
    const std::string_view encoding =
        value.size() > 2 && value[0] == '\'' ? std::string_view(value).substr(1, value.size() - 2) : value;
    if (name == "client_encoding" && hides_backslashes(encoding)) {
        throw base::DamagedInput(fmt::format(
            "is written in {}, where a character may hide a backslash; dump it again with -E UTF8",
            encoding));
    }
}

}  // namespace postern::source
