#include "source/pg_dump_source.hpp"

#include <fmt/format.h>

#include <string_view>

#include "base/text.hpp"
#include "source/pg_copy_head.hpp"

namespace postern::source {

using format::SqlToken;
using format::SqlTokenKind;

namespace {

std::string_view without_end(std::string_view argument) {
    return argument.substr(0, argument.find_last_not_of(" \r;") + 1);
}

// What \\connect names. A connection string is no name, and may hold a password.
std::string connected_database(std::string_view argument) {
    argument = without_end(argument);
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

PgDumpSource::PgDumpSource(base::ByteWindow& window, bool rows_elsewhere)
    : window_(window),
      rows_elsewhere_(rows_elsewhere),
      dialect_(format::postgres_dialect()),
      skipper_(window, dialect_),
      tokens_(window, dialect_),
      inserts_(window, dialect_, skipper_, catalog_),
      copies_(window, catalog_),
      statements_(window, dialect_, skipper_),
      statistics_(window, dialect_, skipper_, indexes_) {}

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
        if (!statements_.read_statement(database_, sink)) {
            statistics_.note_index(sink);
            read_create(sink);
        }
    } else if (tokens_.take_word("alter")) {
        if (!statements_.read_statement(database_, sink)) {
            skipper_.skip_statement();
        }
    } else if (tokens_.take_word("select")) {
        if (!statistics_.read_statement(database_, sink)) {
            skipper_.skip_statement();
        }
    } else if (tokens_.take_word("set")) {
        read_setting();
        skipper_.skip_statement();
    } else if (tokens_.take_word("update")) {
        inserts_.skip_update(sink);
    } else if (tokens_.take_word("delete")) {
        inserts_.skip_delete(sink);
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
    if (constexpr std::string_view kEncoding = "\\encoding "; line.starts_with(kEncoding)) {
        set_encoding(without_end(line.substr(kEncoding.size())));
    }
    for (const std::string_view command : {"\\connect ", "\\c "}) {
        if (line.starts_with(command)) {
            std::string_view name = line.substr(command.size());
            database_ = connected_database(name);
            dialect_.escapes = format::StringEscapes::none;
            set_encoding({});
        }
    }
    window_.consume(line.size());
}

void PgDumpSource::read_copy(RecordSink& sink) {
    PgCopyHead head = read_copy_head(tokens_);
    SqlTableName& name = head.name;
    name.database = name.database.empty() ? database_ : name.database;
    const bool from_input = tokens_.take_word("from") && tokens_.take_word("stdin");
    const bool plain = tokens_.peek().kind == SqlTokenKind::terminator;
    tokens_.consume();
    skipper_.skip_statement();
    if (!from_input) {
        if (!rows_elsewhere_ && sink.wants(RecordShape::row, name.table)) {
            sink.skip({window_.offset(),
                       fmt::format("the rows of table {} stand in another file", base::lower(name.table))});
        }
        return;
    }
    skip_line();
    if (!plain) {
        if (sink.wants(RecordShape::row, name.table)) {
            sink.skip({window_.offset(),
                       fmt::format("the COPY of table {} has options that are not read", name.table)});
        }
        name.table.clear();
    }
    copies_.read_block(name, head.columns, sink);
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
    if (name != "names" && !tokens_.take_symbol('=') && !tokens_.take_word("to")) {
        return;
    }
    const std::string value(tokens_.text(tokens_.next()));
    if (name == "standard_conforming_strings") {
        dialect_.escapes = is_off(value) ? format::StringEscapes::postgres : format::StringEscapes::none;
    }
    if (name == "client_encoding" || name == "names") {
        const bool quoted = value.size() > 2 && (value[0] == '\'' || value[0] == '"');
        set_encoding(quoted ? std::string_view(value).substr(1, value.size() - 2) : value);
    }
}

void PgDumpSource::set_encoding(std::string_view name) {
    dialect_.encoding = format::postgres_encoding(name);
    copies_.set_encoding(dialect_.encoding);
}

}  // namespace postern::source
