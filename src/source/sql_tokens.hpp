// The tokens of a statement that is still in the window.
#pragma once

#include <cstddef>
#include <string_view>

#include "base/byte_window.hpp"
#include "format/sql_lexer.hpp"

namespace postern::source {

// Positions count from the start of the window's bytes and stay true until consume(). What was read
// and not consumed stays in memory, so this is for heads of statements and rows that are wanted.
class SqlTokens {
public:
    SqlTokens(base::ByteWindow& window, const format::SqlDialect& dialect)
        : window_(window), dialect_(dialect) {}

    // Throws DamagedInput when the input ends inside the token.
    format::SqlToken next();
    format::SqlToken peek();

    // Takes the next token if it is this word (any case) or this symbol.
    bool take_word(std::string_view word);
    bool take_symbol(char symbol);

    std::string_view text(const format::SqlToken& token) const {
        return window_.bytes().substr(token.begin, token.end - token.begin);
    }

    const format::SqlDialect& dialect() const { return dialect_; }
    std::size_t position() const { return position_; }
    void go_back_to(std::size_t position) { position_ = position; }

    // Lets go of everything up to the position.
    void consume();

private:
    base::ByteWindow& window_;
    const format::SqlDialect& dialect_;
    std::size_t position_ = 0;
    bool complete_ = false;
};

// Makes the window see at least twice as far, or to the end of the input; false when it already did.
// Doubling keeps repeated looks at a long token linear.
bool see_further(base::ByteWindow& window);

}  // namespace postern::source
