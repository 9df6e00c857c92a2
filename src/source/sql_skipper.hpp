// Passing over SQL that nobody wants, in a stream and at full speed.
#pragma once

#include <string_view>

#include "base/byte_search.hpp"
#include "base/byte_window.hpp"
#include "format/sql_dialect.hpp"

namespace postern::source {

// Starts and stops at statement level; holds on to nothing, however long a statement, a literal or a
// comment is. Throws DamagedInput when the input ends inside one of them.
class SqlSkipper {
public:
    SqlSkipper(base::ByteWindow& window, const format::SqlDialect& dialect)
        : window_(window), dialect_(dialect) {}

    // To the first byte of the next statement; false at the end of the input.
    bool skip_blanks();

    // Behind the delimiter of the statement that the window stands in, outside quotes.
    void skip_statement();

    // Whether a dump program's first line was met between statements without its last line since.
    bool is_cut_short() const { return in_cluster_ || in_dump_; }

private:
    bool see(std::size_t count);
    char at(std::size_t ahead) const { return window_.bytes()[ahead]; }
    void consume(std::size_t count);
    bool pass_comment(bool between_statements);
    bool at_byte_order_mark();
    void note_mark(std::string_view comment);
    void skip_line();
    void skip_block_comment();
    void skip_statement_by_characters();
    void pass_last_half();
    bool pass_stop();
    void skip_quoted(char quote, bool backslash);
    void skip_dollar_quoted();
    void skip_behind(std::string_view text);
    base::QuoteScan scan() const;

    base::ByteWindow& window_;
    const format::SqlDialect& dialect_;
    char last_ = '\n';  // the two bytes before the window's first one
    char second_last_ = '\n';
    bool in_cluster_ = false;  // behind a first line, before the last one
    bool in_dump_ = false;
};

}  // namespace postern::source
