#include "format/sql_lexer.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace postern::format {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

class Lexer {
public:
    Lexer(std::string_view text, std::size_t at, const SqlDialect& dialect, bool complete)
        : text_(text), at_(at), dialect_(dialect), complete_(complete) {}

    std::optional<SqlToken> next() {
        while (true) {
            if (at_ >= text_.size()) {
                return complete_ ? std::optional(SqlToken{SqlTokenKind::end, at_, at_}) : std::nullopt;
            }
            if (at_delimiter()) {
                return whole(SqlTokenKind::terminator, dialect_.delimiter.size());
            }
            if (!complete_ && std::string_view(dialect_.delimiter).starts_with(text_.substr(at_))) {
                return std::nullopt;
            }
            const Passed passed = pass_blank();
            if (passed == Passed::unfinished) {
                return cut();
            }
            if (passed == Passed::nothing) {
                return token();
            }
        }
    }

private:
    enum class Passed { nothing, something, unfinished };

    char peek(std::size_t ahead) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
    bool visible(std::size_t ahead) const { return complete_ || at_ + ahead < text_.size(); }

    std::optional<SqlToken> whole(SqlTokenKind kind, std::size_t length) const {
        return SqlToken{kind, at_, at_ + length};
    }
    std::optional<SqlToken> cut() const {
        return complete_ ? std::optional(SqlToken{SqlTokenKind::cut, at_, text_.size()}) : std::nullopt;
    }

    bool at_delimiter() const {
        return !dialect_.delimiter.empty() && text_.substr(at_).starts_with(dialect_.delimiter);
    }

    Passed pass_blank() {
        const char c = text_[at_];
        if (c == ' ' || (c >= '\t' && c <= '\r')) {
            ++at_;
            return Passed::something;
        }
        if (c == '#' && dialect_.hash_comments) {
            return pass_line();
        }
        if (c == '-') {
            return pass_dashes();
        }
        if (c == '/') {
            return pass_slash();
        }
        if (c == '*' && dialect_.executable_comments && peek(1) == '/') {
            at_ += 2;
            return Passed::something;
        }
        return visible(1) || c != '*' ? Passed::nothing : Passed::unfinished;
    }

    Passed pass_line() {
        const std::size_t end = text_.find('\n', at_);
        if (end == std::string_view::npos) {
            at_ = complete_ ? text_.size() : at_;
            return complete_ ? Passed::something : Passed::unfinished;
        }
        at_ = end;  // a dialect may end statements with the line
        return Passed::something;
    }

    Passed pass_dashes() {
        if (!visible(2)) {
            return Passed::unfinished;
        }
        const bool opens = peek(1) == '-' && (!dialect_.dashes_need_blank || is_sql_blank(peek(2)));
        return opens ? pass_line() : Passed::nothing;
    }

    Passed pass_slash() {
        if (!visible(kExecutableMarkSize)) {
            return Passed::unfinished;
        }
        if (peek(1) != '*') {
            return Passed::nothing;
        }
        const std::size_t mark = dialect_.executable_comments ? executable_mark_size(text_.substr(at_)) : 0;
        at_ += mark;
        return mark > 0 ? Passed::something : pass_block();
    }

    Passed pass_block() {
        std::size_t depth = 1;
        for (std::size_t p = at_ + 2; p + 1 < text_.size(); ++p) {
            if (text_[p] == '*' && text_[p + 1] == '/') {
                ++p;
                if (--depth == 0) {
                    at_ = p + 1;
                    return Passed::something;
                }
            } else if (dialect_.nested_comments && text_[p] == '/' && text_[p + 1] == '*') {
                ++p;
                ++depth;
            }
        }
        return Passed::unfinished;
    }

    std::optional<SqlToken> token() const {
        const char c = text_[at_];
        if (c == '\'') {
            return quoted(0, '\'', dialect_.backslash_escapes(), SqlTokenKind::string);
        }
        if (c == '"') {
            const bool string = dialect_.double_quoted_strings;
            return quoted(0, '"', string && dialect_.backslash_escapes(),
                          string ? SqlTokenKind::string : SqlTokenKind::name);
        }
        if (c == '`' && dialect_.backtick_names) {
            return quoted(0, '`', false, SqlTokenKind::name);
        }
        if (c == '$' && dialect_.dollar_quotes) {
            return dollar();
        }
        if (is_sql_word_start(c)) {
            return word();
        }
        if (c == '.' && !visible(1)) {
            return std::nullopt;
        }
        if (is_digit(c) || (c == '.' && is_digit(peek(1)))) {
            return run(SqlTokenKind::number,
                       [](char d) { return (is_sql_word_part(d) && d != '$') || d == '.'; });
        }
        return whole(SqlTokenKind::symbol, 1);
    }

    std::optional<SqlToken> word() const {
        if (const std::size_t prefix = string_prefix(); prefix > 0) {
            const bool escape =
                (text_[at_] | 0x20) == 'e' || ((text_[at_] | 0x20) == 'n' && dialect_.backslash_escapes());
            return quoted(prefix, '\'', escape, SqlTokenKind::string);
        }
        return run(SqlTokenKind::word, is_sql_word_part);
    }

    // How many bytes stand before the quote of E'', B'', X'', N'', U&''; 0 when this is no such string.
    std::size_t string_prefix() const {
        const char letter = static_cast<char>(text_[at_] | 0x20);
        if (peek(1) == '\'') {
            const bool known =
                letter == 'b' || letter == 'x' || letter == 'n' || (letter == 'e' && dialect_.escape_strings);
            return known ? 1 : 0;
        }
        const bool unicode = letter == 'u' && dialect_.escape_strings && peek(1) == '&' && peek(2) == '\'';
        return unicode ? 2 : 0;
    }

    template <typename Belongs>
    std::optional<SqlToken> run(SqlTokenKind kind, Belongs belongs) const {
        const std::string_view rest = text_.substr(at_);
        std::size_t length = 0;
        bool ended = false;
        while (!ended && length < rest.size() && belongs(rest[length])) {
            length += starts_with_pair(rest.substr(length), dialect_.encoding) ? 2 : 1;
            ended = length < rest.size() && rest[length] == dialect_.delimiter[0] &&
                    rest.substr(length).starts_with(dialect_.delimiter);
        }
        if (!ended && rest.size() - length <= 2 && !complete_) {  // a prefix may still turn out to be one
            return std::nullopt;
        }
        return whole(kind, length);
    }

    std::optional<SqlToken> quoted(std::size_t prefix, char quote, bool backslash, SqlTokenKind kind) const {
        const char special[] = {quote, backslash ? '\\' : quote};
        const Multibyte pairs = backslash ? dialect_.encoding : Multibyte::none;
        std::size_t p = at_ + prefix + 1;
        while (true) {
            const CharacterSearch next = find_character(text_, std::string_view(special, 2), p, pairs);
            p = next.at;
            if (!next.found) {
                return cut();
            }
            if (text_[p] != quote) {
                p += 1 + escaped_size(text_.substr(p + 1), dialect_.escapes, pairs);
                continue;
            }
            if (p + 1 == text_.size() && !complete_) {
                return std::nullopt;
            }
            if (p + 1 == text_.size() || text_[p + 1] != quote) {
                return SqlToken{kind, at_, p + 1};
            }
            p += 2;
        }
    }

    std::optional<SqlToken> dollar() const {
        std::size_t p = at_ + 1;
        while (p < text_.size() && text_[p] != '$' && is_sql_word_part(text_[p])) {
            ++p;
        }
        if (p == text_.size()) {
            return complete_ ? whole(SqlTokenKind::symbol, 1) : std::nullopt;
        }
        if (text_[p] != '$' || is_digit(text_[at_ + 1])) {
            return whole(SqlTokenKind::symbol, 1);
        }
        const std::string_view tag = text_.substr(at_, p + 1 - at_);
        const std::size_t end = text_.find(tag, p + 1);
        return end == std::string_view::npos ? cut() : whole(SqlTokenKind::string, end + tag.size() - at_);
    }

    std::string_view text_;
    std::size_t at_;
    const SqlDialect& dialect_;
    bool complete_;
};

}  // namespace

std::optional<SqlToken> next_sql_token(std::string_view text, std::size_t at, const SqlDialect& dialect,
                                       bool complete) {
    return Lexer(text, at, dialect, complete).next();
}

std::string unquoted_name(std::string_view token) {
    if (token.empty() || (token[0] != '"' && token[0] != '`')) {
        return std::string(token);
    }
    std::string name;
    append_decoded_string(token.substr(1, token.size() - 2), token[0], StringEscapes::none, name);
    return name;
}

bool append_string_value(std::string_view token, const SqlDialect& dialect, std::string& value) {
    if (token[0] == '$') {
        const std::size_t tag = token.find('$', 1) + 1;
        value += token.substr(tag, token.size() - 2 * tag);
        return true;
    }
    const std::size_t at = token.find_first_of("'\"");
    const std::string_view inner = token.substr(at + 1, token.size() - at - 2);
    const std::string prefix = base::lower(token.substr(0, at));
    if (prefix == "x") {
        return append_decoded_hex(inner, value);
    }
    if (prefix == "b") {
        return false;
    }
    const StringEscapes escapes = prefix == "e"    ? StringEscapes::postgres
                                  : prefix == "u&" ? StringEscapes::unicode
                                                   : dialect.escapes;
    append_decoded_string(inner, token[at], escapes, value, dialect.encoding);
    return true;
}

bool is_sql_blank(char c) {
    return static_cast<unsigned char>(c) <= ' ';
}

std::size_t executable_mark_size(std::string_view text) {
    const bool mariadb = text.starts_with("/*M!");
    if (!mariadb && !text.starts_with("/*!")) {
        return 0;
    }
    const std::size_t begin = mariadb ? 4 : 3;
    std::size_t end = begin;
    while (end < text.size() && end - begin < 6 && is_digit(text[end])) {
        ++end;
    }
    return text.substr(begin, end - begin) == "999999" ? 0 : end;
}

bool is_sql_word_start(char c) {
    const char letter = static_cast<char>(c | 0x20);
    return (letter >= 'a' && letter <= 'z') || c == '_' || (c & 0x80) != 0 || c == '@';
}

bool is_sql_word_part(char c) {
    return is_sql_word_start(c) || is_digit(c) || c == '$';
}

}  // namespace postern::format
