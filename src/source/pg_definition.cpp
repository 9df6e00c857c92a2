#include "source/pg_definition.hpp"

#include "format/sql_literal.hpp"

namespace postern::source {

std::string setting_of(std::string_view definition) {
    PgDefinition statement(definition);
    SqlTokens& tokens = statement.tokens();
    tokens.take_word("set");
    tokens.next();
    if (!tokens.take_symbol('=')) {
        tokens.take_word("to");
    }
    const format::SqlToken value = tokens.next();
    std::string text;
    if (value.kind == format::SqlTokenKind::string) {
        format::append_string_value(tokens.text(value), tokens.dialect(), text);
    } else {
        text = tokens.text(value);
    }
    return text;
}

}  // namespace postern::source
