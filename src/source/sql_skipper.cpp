#include "source/sql_skipper.hpp"

#include <algorithm>
#include <string>

#include "format/sql_lexer.hpp"

namespace postern::source {

namespace {

[[noreturn]] void cut_short(const char* inside) {
    throw base::DamagedInput(std::string("ends inside ") + inside + ": cut short");
}

}  // namespace

// Whether `count` bytes are in sight; false near the end of the input.
bool SqlSkipper::see(std::size_t count) {
    while (window_.bytes().size() < count) {
        if (!window_.more()) {
            return false;
        }
    }
    return true;
}

void SqlSkipper::consume(std::size_t count) {
    if (count >= 2) {
        second_last_ = at(count - 2);
        last_ = at(count - 1);
    } else if (count == 1) {
        second_last_ = last_;
        last_ = at(0);
    }
    window_.consume(count);
}

// Before a file, also where one file was put behind another.
bool SqlSkipper::at_byte_order_mark() {
    return !window_.bytes().empty() && at(0) == '\xEF' && see(3) &&
           window_.bytes().starts_with("\xEF\xBB\xBF");
}

// Zero bytes are padding, as tapes and block devices leave it.
bool SqlSkipper::skip_blanks() {
    while (see(1)) {
        const std::string_view bytes = window_.bytes();
        const auto end = std::find_if_not(bytes.begin(), bytes.end(), [](char c) {
            return c == ' ' || (c >= '\t' && c <= '\r') || c == '\0';
        });
        consume(static_cast<std::size_t>(end - bytes.begin()));
        if (at_byte_order_mark()) {
            consume(3);
        } else if (!window_.bytes().empty() && !pass_comment(true)) {
            return true;
        }
    }
    return false;
}

// Passes a comment the window stands at, or the marks that open and close executable code.
bool SqlSkipper::pass_comment(bool between_statements) {
    const char c = at(0);
    if (c == '#' && dialect_.hash_comments) {
        skip_line();
        return true;
    }
    if (!see(2)) {
        return false;
    }
    if (c == '-' && at(1) == '-' && (!dialect_.dashes_need_blank || !see(3) || format::is_sql_blank(at(2)))) {
        if (between_statements) {
            see(64);
            note_mark(window_.bytes().substr(0, 64));
        }
        skip_line();
        return true;
    }
    if (c == '*' && at(1) == '/' && dialect_.executable_comments) {
        consume(2);
        return true;
    }
    if (c != '/' || at(1) != '*') {
        return false;
    }
    see(format::kExecutableMarkSize);
    const std::size_t mark = dialect_.executable_comments ? format::executable_mark_size(window_.bytes()) : 0;
    if (mark > 0) {
        consume(mark);
    } else {
        skip_block_comment();
    }
    return true;
}

// pg_dump, pg_dumpall, mysqldump and mariadb-dump open and close their output with these lines. They
// count only between statements, where no value of the database can stand.
void SqlSkipper::note_mark(std::string_view comment) {
    const auto starts = [comment](std::string_view text) { return comment.starts_with(text); };
    if (starts("-- PostgreSQL database cluster dump")) {
        in_cluster_ = !starts("-- PostgreSQL database cluster dump complete");
    } else if (starts("-- PostgreSQL database dump complete") || starts("-- Dump completed")) {
        in_dump_ = false;
    } else if (starts("-- PostgreSQL database dump") || starts("-- MySQL dump ") ||
               starts("-- MariaDB dump ")) {
        in_dump_ = true;
    }
}

void SqlSkipper::skip_line() {
    while (see(1)) {
        const std::size_t end = window_.bytes().find('\n');
        if (end != std::string_view::npos) {
            consume(end);
            return;
        }
        consume(window_.bytes().size());
    }
}

void SqlSkipper::skip_block_comment() {
    consume(2);
    std::size_t depth = 1;
    while (depth > 0) {
        if (!see(2)) {
            cut_short("a comment");
        }
        const std::size_t next = window_.bytes().find_first_of("*/");
        if (next == std::string_view::npos) {
            consume(window_.bytes().size());
            continue;
        }
        consume(next);
        if (!see(2)) {
            cut_short("a comment");
        }
        if (at(0) == '*' && at(1) == '/') {
            --depth;
            consume(2);
        } else if (dialect_.nested_comments && at(0) == '/' && at(1) == '*') {
            ++depth;
            consume(2);
        } else {
            consume(1);
        }
    }
}

base::QuoteScan SqlSkipper::scan() const {
    const char end = dialect_.delimiter[0];
    base::QuoteScan scan;
    scan.backslash_escapes = dialect_.backslash_escapes();
    scan.stop_at_escape_string = dialect_.escape_strings && !scan.backslash_escapes;
    scan.stop_at_comments = true;
    scan.stops = {end,
                  '"',
                  dialect_.backtick_names ? '`' : end,
                  dialect_.hash_comments ? '#' : end,
                  dialect_.dollar_quotes ? '$' : end,
                  dialect_.executable_comments ? '*' : end};
    return scan;
}

// Where a character may end in the byte of a delimiter, a quote or a backslash.
void SqlSkipper::skip_statement_by_characters() {
    const base::QuoteScan wanted = scan();
    std::string stops = "'-/";
    stops.append(wanted.stops.begin(), wanted.stops.end());
    while (see(1)) {
        const format::CharacterSearch next =
            format::find_character(window_.bytes(), stops, 0, dialect_.encoding);
        consume(next.at);
        if (!next.found) {
            pass_last_half();
        } else if (pass_stop()) {
            return;
        }
    }
    cut_short("a statement");
}

// A byte that would start a character, at the end of the input.
void SqlSkipper::pass_last_half() {
    if (!window_.bytes().empty() && !see(2)) {
        consume(1);
    }
}

void SqlSkipper::skip_statement() {
    if (dialect_.encoding != format::Multibyte::none) {
        skip_statement_by_characters();
        return;
    }
    const base::QuoteScan wanted = scan();
    base::QuoteState state;
    state.previous = last_;
    while (see(1)) {
        const std::string_view bytes = window_.bytes();
        const std::size_t stop = base::find_unquoted(bytes, wanted, state);
        const bool stopped = stop < bytes.size();
        consume(stop);
        if (!stopped) {
            continue;
        }
        if (pass_stop()) {
            return;
        }
        state = base::QuoteState{};
        state.previous = last_;
    }
    cut_short(state.inside ? "a quoted string" : "a statement");
}

// Deals with what stopped the search; true when it was the delimiter.
bool SqlSkipper::pass_stop() {
    const std::string& delimiter = dialect_.delimiter;
    see(delimiter.size());
    if (window_.bytes().starts_with(delimiter)) {
        consume(delimiter.size());
        return true;
    }
    switch (at(0)) {
        case '\'':  // of E'...', unless the E ends a longer word; of any string where each is stopped at
            skip_quoted('\'',
                        dialect_.backslash_escapes() || (dialect_.escape_strings && (last_ | 0x20) == 'e' &&
                                                         !format::is_sql_word_part(second_last_)));
            return false;
        case '"':
            skip_quoted('"', dialect_.double_quoted_strings && dialect_.backslash_escapes());
            return false;
        case '`':
            skip_quoted('`', false);
            return false;
        case '$':
            if (dialect_.dollar_quotes) {
                skip_dollar_quoted();
                return false;
            }
            break;
        default:
            if (pass_comment(false)) {
                return false;
            }
    }
    consume(1);
    return false;
}

void SqlSkipper::skip_quoted(char quote, bool backslash) {
    const char special[] = {quote, backslash ? '\\' : quote};
    const format::Multibyte pairs = backslash ? dialect_.encoding : format::Multibyte::none;
    consume(1);
    while (see(1)) {
        const format::CharacterSearch next =
            format::find_character(window_.bytes(), std::string_view(special, 2), 0, pairs);
        consume(next.at);
        if (!next.found) {
            pass_last_half();
            continue;
        }
        see(3);
        const std::string_view rest = window_.bytes().substr(1);
        if (at(0) == quote && !rest.starts_with(quote)) {
            consume(1);
            return;
        }
        const std::size_t hidden = at(0) == quote ? 1 : format::escaped_size(rest, dialect_.escapes, pairs);
        consume(1 + std::min(hidden, rest.size()));
    }
    cut_short("a quoted string");
}

void SqlSkipper::skip_dollar_quoted() {
    if (format::is_sql_word_part(last_)) {
        consume(1);
        return;
    }
    std::size_t end = 1;
    while (see(end + 1) && at(end) != '$' && format::is_sql_word_part(at(end))) {
        ++end;
    }
    const bool is_tag = see(end + 1) && at(end) == '$' && !(at(1) >= '0' && at(1) <= '9');
    if (!is_tag) {
        consume(1);
        last_ = ' ';  // a dollar alone starts no word
        return;
    }
    const std::string tag(window_.bytes().substr(0, end + 1));
    consume(tag.size());
    skip_behind(tag);
    last_ = ' ';  // the tag is no part of a word that goes on
}

void SqlSkipper::skip_behind(std::string_view text) {
    while (true) {
        const std::size_t found = window_.bytes().find(text);
        if (found != std::string_view::npos) {
            consume(found + text.size());
            return;
        }
        const std::size_t size = window_.bytes().size();
        consume(size - std::min(size, text.size() - 1));
        if (!window_.more()) {
            cut_short("a dollar-quoted string");
        }
    }
}

}  // namespace postern::source
