#include "source/sql_table_catalog.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "base/text.hpp"

namespace postern::source {

using format::SqlToken;
using format::SqlTokenKind;

namespace {

std::string catalog_key(const SqlTableName& name) {
    return name.database + '\0' + name.schema + '\0' + name.table;
}

bool is_name(SqlTokenKind kind, std::string_view text) {
    return kind == SqlTokenKind::name || kind == SqlTokenKind::word ||
           (kind == SqlTokenKind::string && text[0] == '"');  // ANSI_QUOTES unknown to the lexer
}

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
    return std::any_of(words.begin(), words.end(),
                       [word](std::string_view other) { return base::equal_without_case(word, other); });
}

bool opens_constraint(std::string_view word, SqlTokens& tokens, bool key_is_constraint) {
    constexpr std::array<std::string_view, 6> kAlways{"constraint", "primary", "unique",
                                                      "foreign",    "check",   "like"};
    constexpr std::array<std::string_view, 4> kMysql{"key", "index", "fulltext", "spatial"};
    if (is_one_of(word, kAlways) || (key_is_constraint && is_one_of(word, kMysql))) {
        return true;
    }
    const std::string_view next = tokens.text(tokens.peek());
    return (base::equal_without_case(word, "exclude") &&
            (next == "(" || base::equal_without_case(next, "using"))) ||
           (base::equal_without_case(word, "period") && base::equal_without_case(next, "for"));
}

// Passes the rest of one definition; true when it was the last. `generated` tells of AS (...).
bool pass_definition(SqlTokens& tokens, bool& generated) {
    std::size_t depth = 0;
    bool after_as = false;
    while (true) {
        const SqlToken token = tokens.next();
        const std::string_view text = tokens.text(token);
        if (token.kind == SqlTokenKind::end || token.kind == SqlTokenKind::terminator) {
            return true;
        }
        if (text == "(") {
            generated = generated || (after_as && depth == 0);
            ++depth;
        } else if (text == ")" && depth-- == 0) {
            return true;
        } else if (text == "," && depth == 0) {
            return false;
        }
        after_as = token.kind == SqlTokenKind::word && base::equal_without_case(text, "as");
    }
}

}  // namespace

SqlTableName read_table_name(SqlTokens& tokens) {
    std::vector<std::string> parts;
    do {
        const SqlToken token = tokens.peek();
        if (!is_name(token.kind, tokens.text(token))) {
            break;
        }
        tokens.next();
        parts.push_back(format::unquoted_name(tokens.text(token)));
    } while (tokens.take_symbol('.'));
    SqlTableName name;
    if (!parts.empty()) {
        name.table = parts.back();
        name.schema = parts.size() > 1 ? parts[parts.size() - 2] : "";
        name.database = parts.size() > 2 ? parts[parts.size() - 3] : "";
        if (tokens.dialect().databases_hold_tables) {
            name.database = std::exchange(name.schema, "");
        }
    }
    return name;
}

void SqlTableCatalog::read_table(SqlTokens& tokens, const std::string& database, bool key_is_constraint,
                                 RecordSink& sink) {
    if (tokens.take_word("if")) {
        tokens.take_word("not");
        tokens.take_word("exists");
    }
    SqlTableName name = read_table_name(tokens);
    name.database = name.database.empty() ? database : name.database;
    if (sink.wants(RecordShape::row, name.table)) {
        read_definition(name, tokens, key_is_constraint);
    }
}

void SqlTableCatalog::read_definition(const SqlTableName& name, SqlTokens& tokens, bool key_is_constraint) {
    if (!tokens.take_symbol('(')) {
        return;
    }
    Columns columns;
    bool last = false;
    while (!last) {
        const SqlToken token = tokens.next();
        const std::string text(tokens.text(token));
        if (!is_name(token.kind, text)) {
            break;
        }
        const bool constraint =
            token.kind == SqlTokenKind::word && opens_constraint(text, tokens, key_is_constraint);
        bool generated = false;
        last = pass_definition(tokens, generated);
        if (!constraint) {
            columns.all.push_back(format::unquoted_name(text));
        }
        if (!constraint && !generated) {
            columns.stored.push_back(columns.all.back());
        }
    }
    const std::string key = catalog_key(name);
    lower_case_[base::lower(key)] = key;
    tables_[key] = std::move(columns);
}

const std::vector<std::string>* SqlTableCatalog::columns(const SqlTableName& name, std::size_t width) const {
    const std::string key = catalog_key(name);
    auto found = tables_.find(key);
    if (found == tables_.end()) {
        const auto other_case = lower_case_.find(base::lower(key));
        if (other_case == lower_case_.end()) {
            return nullptr;
        }
        found = tables_.find(other_case->second);
    }
    const Columns& columns = found->second;
    if (columns.all.size() == width) {
        return &columns.all;
    }
    return columns.stored.size() == width ? &columns.stored : nullptr;
}

}  // namespace postern::source
