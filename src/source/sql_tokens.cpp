#include "source/sql_tokens.hpp"

#include "base/text.hpp"

namespace postern::source {

using format::SqlToken;
using format::SqlTokenKind;

bool see_further(base::ByteWindow& window) {
    const std::size_t before = window.bytes().size();
    while (window.more()) {
        if (window.bytes().size() >= before * 2) {
            return true;
        }
    }
    return window.bytes().size() > before;
}

SqlToken SqlTokens::next() {
    while (true) {
        const auto token = format::next_sql_token(window_.bytes(), position_, dialect_, complete_);
        if (!token) {
            complete_ = !see_further(window_);
            continue;
        }
        if (token->kind == SqlTokenKind::cut) {
            throw base::DamagedInput("ends inside a quoted string or a comment: cut short");
        }
        position_ = token->end;
        return *token;
    }
}

SqlToken SqlTokens::peek() {
    const std::size_t before = position_;
    const SqlToken token = next();
    position_ = before;
    return token;
}

bool SqlTokens::take_word(std::string_view word) {
    const SqlToken token = peek();
    if (token.kind != SqlTokenKind::word || !base::equal_without_case(text(token), word)) {
        return false;
    }
    position_ = token.end;
    return true;
}

bool SqlTokens::take_symbol(char symbol) {
    const SqlToken token = peek();
    if (token.kind != SqlTokenKind::symbol || text(token)[0] != symbol) {
        return false;
    }
    position_ = token.end;
    return true;
}

void SqlTokens::consume() {
    window_.consume(position_);
    position_ = 0;
}

}  // namespace postern::source
