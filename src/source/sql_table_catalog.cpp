#include "source/sql_table_catalog.hpp"

#include <algorithm>
#include <array>
#include <iterator>
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

// Of one column or constraint, behind its first word.
struct Definition {
    bool last = false;               // of the table
    bool generated = false;          // AS (...)
    bool not_null = false;           // NOT NULL or PRIMARY KEY
    std::vector<std::string> names;  // in the parentheses of PRIMARY KEY, or behind NOT NULL
};

// `before` is a constraint's first word.
Definition pass_definition(SqlTokens& tokens, std::string before) {
    Definition passed;
    std::size_t depth = 0;
    bool key = false;
    bool names_follow = false;
    while (true) {
        const SqlToken token = tokens.next();
        const std::string_view text = tokens.text(token);
        if (token.kind == SqlTokenKind::end || token.kind == SqlTokenKind::terminator) {
            passed.last = true;
            return passed;
        }
        if (text == "(") {
            passed.generated = passed.generated || (before == "as" && depth == 0);
            ++depth;
        } else if (text == ")" && depth-- == 0) {
            passed.last = true;
            return passed;
        } else if (text == "," && depth == 0) {
            return passed;
        } else if (is_name(token.kind, text) && (names_follow || (key && depth == 1))) {
            passed.names.push_back(format::unquoted_name(text));
        }
        const std::string word =
            depth == 0 && token.kind == SqlTokenKind::word ? base::lower(text) : std::string();
        names_follow = before == "not" && word == "null";
        key = key || (before == "primary" && word == "key");
        passed.not_null = passed.not_null || names_follow || key;
        before = word;
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
    read_wanted(name, tokens, key_is_constraint, sink);
}

void SqlTableCatalog::read_wanted(const SqlTableName& name, SqlTokens& tokens, bool key_is_constraint,
                                  RecordSink& sink) {
    std::optional<Columns> columns;
    const bool wanted = sink.wants_columns(name.table, [&] {
        columns = read_columns(tokens, key_is_constraint);
        return columns ? columns->all : std::vector<std::string>();
    });
    if (wanted && !columns) {
        columns = read_columns(tokens, key_is_constraint);
    }
    if (wanted && columns) {
        add(name, std::move(*columns));
    }
}

std::optional<SqlTableCatalog::Columns> SqlTableCatalog::read_columns(SqlTokens& tokens,
                                                                      bool key_is_constraint) {
    if (!tokens.take_symbol('(')) {
        return std::nullopt;
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
        Definition passed = pass_definition(tokens, constraint ? base::lower(text) : "");
        last = passed.last;
        if (constraint) {
            std::move(passed.names.begin(), passed.names.end(), std::back_inserter(columns.not_null));
            continue;
        }
        columns.all.push_back(format::unquoted_name(text));
        if (!passed.generated) {
            columns.stored.push_back(columns.all.back());
        }
        if (passed.not_null) {
            columns.not_null.push_back(columns.all.back());
        }
    }
    return columns;
}

void SqlTableCatalog::add(const SqlTableName& name, Columns columns) {
    const std::string key = catalog_key(name);
    lower_case_[base::lower(key)] = key;
    tables_[key] = std::move(columns);
}

const SqlTableCatalog::Columns* SqlTableCatalog::find(const SqlTableName& name) const {
    const std::string key = catalog_key(name);
    auto found = tables_.find(key);
    if (found == tables_.end()) {
        const auto other_case = lower_case_.find(base::lower(key));
        if (other_case == lower_case_.end()) {
            return nullptr;
        }
        found = tables_.find(other_case->second);
    }
    return &found->second;
}

const std::vector<std::string>* SqlTableCatalog::columns(const SqlTableName& name, std::size_t width) const {
    const Columns* known = find(name);
    if (known != nullptr && known->all.size() == width) {
        return &known->all;
    }
    return known != nullptr && known->stored.size() == width ? &known->stored : nullptr;
}

std::span<const std::string> SqlTableCatalog::not_null(const SqlTableName& name) const {
    const Columns* known = find(name);
    return known != nullptr ? std::span<const std::string>(known->not_null) : std::span<const std::string>();
}

}  // namespace postern::source
