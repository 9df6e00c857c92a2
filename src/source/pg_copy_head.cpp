#include "source/pg_copy_head.hpp"

namespace postern::source {

using format::SqlTokenKind;

namespace {

std::vector<std::string> read_columns(SqlTokens& tokens) {
    std::vector<std::string> columns;
    while (tokens.text(tokens.peek()) != ")" && tokens.peek().kind != SqlTokenKind::end) {
        const std::string text(tokens.text(tokens.next()));
        if (text != ",") {
            columns.push_back(format::unquoted_name(text));
        }
    }
    tokens.next();
    return columns;
}

}  // namespace

PgCopyHead read_copy_head(SqlTokens& tokens) {
    PgCopyHead head;
    head.name = read_table_name(tokens);
    if (tokens.take_symbol('(')) {
        head.columns = read_columns(tokens);
    }
    const bool with_oids = tokens.take_word("with") && tokens.take_word("oids");  // before PostgreSQL 12
    if (with_oids && !head.columns.empty()) {
        head.columns.insert(head.columns.begin(), "oid");
    }
    return head;
}

}  // namespace postern::source
