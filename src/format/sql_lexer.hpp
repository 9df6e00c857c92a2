// Tokens of SQL text.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "format/sql_dialect.hpp"

namespace postern::format {

enum class SqlTokenKind {
    word,    // keyword or bare name
    name,    // quoted name
    string,  // any string literal, with its prefix (E'', N'', X'', U&'', $$)
    number,
    symbol,      // one character
    terminator,  // the dialect's delimiter
    end,         // nothing follows
    cut,         // the text ends inside a quoted thing or a comment
};

// Positions count from the start of the text.
struct SqlToken {
    SqlTokenKind kind = SqlTokenKind::end;
    std::size_t begin = 0;
    std::size_t end = 0;
};

// The first token at or behind `at`; blanks and comments before it are passed over. nullopt: the text
// may go on and is needed further to tell. With `complete` nothing follows the text and there is
// always an answer.
std::optional<SqlToken> next_sql_token(std::string_view text, std::size_t at, const SqlDialect& dialect,
                                       bool complete);

// A name without its quotes, as the database would spell it.
std::string unquoted_name(std::string_view token);

// Appends the value of a string token; false when it has none that text could show (bit strings,
// broken digits).
bool append_string_value(std::string_view token, const SqlDialect& dialect, std::string& value);

// Size of the mark that opens executable code in MySQL: "/*!", "/*M!" and a version of up to six
// digits behind it; 0 when text starts with no such mark, or with the version 999999, which no
// server has: then it is a comment. text shows kExecutableMarkSize bytes, or all there are.
inline constexpr std::size_t kExecutableMarkSize = 11;
std::size_t executable_mark_size(std::string_view text);

bool is_sql_blank(char c);  // or a control character
bool is_sql_word_start(char c);
bool is_sql_word_part(char c);

}  // namespace postern::format
