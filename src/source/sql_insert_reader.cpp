#include "source/sql_insert_reader.hpp"

#include <fmt/format.h>

#include <cstring>

#include "base/text.hpp"
#include "source/field_splice.hpp"

namespace postern::source {

using format::SqlToken;
using format::SqlTokenKind;

SqlInsertReader::~SqlInsertReader() {
    ::explicit_bzero(decoded_.data(), decoded_.capacity());
}

void SqlInsertReader::read_statement(const std::string& database, RecordSink& sink) {
    tokens_.go_back_to(0);
    read_head();
    told_expression_ = false;
    told_doubt_ = false;
    if (name_.database.empty()) {
        name_.database = database;
    }
    if (has_wanted_rows(sink)) {
        read_column_list();
        if (take_values_word()) {
            read_rows(sink);
            look_behind_rows(sink);
        } else if (!tokens_.take_word("default")) {
            tell_not_read("an INSERT without VALUES", sink);
        }
    } else if (name_.table.empty() && !told_nameless_) {
        told_nameless_ = true;
        sink.skip({window_.offset(), "an INSERT whose table has a name of no dialect that is read"});
    }
    tokens_.consume();
    skipper_.skip_statement();
}

// ON CONFLICT, ON DUPLICATE KEY UPDATE: a text there is a value too.
void SqlInsertReader::look_behind_rows(RecordSink& sink) {
    bool has_text = false;
    while (true) {
        const SqlToken token = tokens_.peek();
        if (token.kind == SqlTokenKind::terminator || token.kind == SqlTokenKind::end) {
            break;
        }
        has_text = tokens_.next().kind == SqlTokenKind::string || has_text;
        tokens_.consume();
    }
    if (has_text) {
        tell_not_read("an INSERT that writes other values where there is a row already", sink);
    }
}

void SqlInsertReader::skip_delete(RecordSink& sink, const char* remedy) {
    tokens_.go_back_to(0);
    tokens_.next();
    tokens_.take_word("from");
    name_ = read_table_name(tokens_);
    bool has_text = false;
    if (is_wanted(sink) && !told_delete_) {
        while (tokens_.peek().kind != SqlTokenKind::terminator && tokens_.peek().kind != SqlTokenKind::end) {
            has_text = tokens_.next().kind == SqlTokenKind::string || has_text;
        }
    }
    if (has_text) {
        told_delete_ = true;
        sink.skip({window_.offset(), fmt::format("a DELETE from table {} names values, which are not read{}",
                                                 base::lower(name_.table), remedy)});
    }
    tokens_.go_back_to(0);
    skipper_.skip_statement();
}

void SqlInsertReader::skip_update(RecordSink& sink) {
    tokens_.go_back_to(0);
    tokens_.next();
    name_ = read_table_name(tokens_);
    if (is_wanted(sink)) {
        tell_not_read("an UPDATE", sink);
    }
    tokens_.go_back_to(0);
    skipper_.skip_statement();
}

void SqlInsertReader::skip_with(RecordSink& sink) {
    tokens_.go_back_to(0);
    while (true) {
        const SqlToken token = tokens_.next();
        if (token.kind == SqlTokenKind::end) {
            throw base::DamagedInput("ends inside a statement: cut short");
        }
        const bool changes =
            token.kind == SqlTokenKind::word && (base::equal_without_case(tokens_.text(token), "into") ||
                                                 base::equal_without_case(tokens_.text(token), "update"));
        if (changes) {
            name_ = read_table_name(tokens_);
            if (is_wanted(sink)) {
                tell_not_read("a change behind WITH", sink);
            }
        }
        tokens_.consume();
        if (token.kind == SqlTokenKind::terminator) {
            return;
        }
    }
}

// Reads up to the table's name.
void SqlInsertReader::read_head() {
    tokens_.next();
    while (tokens_.take_word("low_priority") || tokens_.take_word("delayed") ||
           tokens_.take_word("high_priority") || tokens_.take_word("ignore") || tokens_.take_word("into")) {
    }
    name_ = read_table_name(tokens_);
}

void SqlInsertReader::tell_not_read(const char* what, RecordSink& sink) {
    sink.skip({window_.offset(), fmt::format("{}, in table {}: not read", what, base::lower(name_.table))});
}

// Dumps with one statement a row ask for the same table again and again.
bool SqlInsertReader::is_wanted(RecordSink& sink) {
    if (name_.table != last_table_) {
        last_wanted_ = !name_.table.empty() && sink.wants(RecordShape::row, name_.table);
        last_table_ = name_.table;
    }
    return last_wanted_;
}

// The same of rows: statements for one table name the same columns.
bool SqlInsertReader::has_wanted_rows(RecordSink& sink) {
    if (name_ == last_row_table_) {
        return last_rows_wanted_;
    }
    const std::size_t behind_name = tokens_.position();
    last_row_table_ = name_;
    last_rows_wanted_ = !name_.table.empty() && sink.wants_columns(name_.table, [this] {
        read_column_list();
        const SqlTableCatalog::Columns* known = catalog_.find(name_);
        return has_column_list_ || known == nullptr ? columns_ : known->all;
    });
    tokens_.go_back_to(behind_name);
    return last_rows_wanted_;
}

void SqlInsertReader::read_column_list() {
    has_column_list_ = tokens_.take_symbol('(');
    columns_.clear();
    while (has_column_list_) {
        const SqlToken token = tokens_.next();
        const std::string_view text = tokens_.text(token);
        if (token.kind == SqlTokenKind::end || token.kind == SqlTokenKind::terminator || text == ")") {
            return;
        }
        if (text != ",") {
            columns_.push_back(format::unquoted_name(text));
        }
    }
}

// Passes what stands between the columns and the rows; false when no rows follow (DEFAULT VALUES,
// SELECT, SET).
bool SqlInsertReader::take_values_word() {
    if (tokens_.take_word("overriding")) {
        tokens_.next();
        tokens_.take_word("value");
    }
    return tokens_.take_word("values") || tokens_.take_word("value");
}

void SqlInsertReader::read_rows(RecordSink& sink) {
    do {
        const SqlToken opening = tokens_.peek();
        if (tokens_.text(opening) != "(") {
            tell_not_read("a row that is no list of values", sink);
            return;
        }
        tokens_.go_back_to(opening.begin);
        tokens_.consume();
        read_tuple();
        push_record(sink);
        tokens_.go_back_to(0);
    } while (tokens_.take_symbol(','));
}

void SqlInsertReader::read_tuple() {
    values_.clear();
    row_tokens_.clear();
    tokens_.next();
    while (read_value()) {
    }
}

// Reads one value with the comma or parenthesis behind it; false when it was the last.
bool SqlInsertReader::read_value() {
    const std::size_t first = row_tokens_.size();
    std::size_t depth = 0;
    while (true) {
        const SqlToken token = tokens_.next();
        if (token.kind == SqlTokenKind::end || token.kind == SqlTokenKind::terminator) {
            throw base::DamagedInput("ends inside a row of an INSERT: cut short");
        }
        const char symbol = token.kind == SqlTokenKind::symbol ? tokens_.text(token)[0] : '\0';
        if (depth == 0 && (symbol == ',' || symbol == ')')) {
            if (row_tokens_.size() > first) {
                values_.push_back({first, row_tokens_.size()});
            }
            return symbol == ',';
        }
        depth += symbol == '(' ? 1 : 0;
        depth -= symbol == ')' ? 1 : 0;
        row_tokens_.push_back(token);
    }
}

// False when the row does not fit the statement's own column list.
bool SqlInsertReader::name_columns(RecordSink& sink) {
    if (has_column_list_) {
        if (columns_.size() == values_.size()) {
            return true;
        }
        sink.skip({window_.offset(), fmt::format("a row of {} has {} values for {} columns", name_.table,
                                                 values_.size(), columns_.size())});
        return false;
    }
    if (columns_.size() != values_.size()) {
        const auto* known = catalog_.columns(name_, values_.size());
        columns_ = known != nullptr ? *known : std::vector<std::string>();
    }
    return true;
}

std::span<const SqlToken> SqlInsertReader::tokens_of(const Value& value) const {
    return std::span(row_tokens_).subspan(value.first_token, value.end_token - value.first_token);
}

// What the value means. An expression stands for itself.
std::optional<std::string_view> SqlInsertReader::decode(const Value& value) {
    std::span<const SqlToken> tokens = tokens_of(value);
    const std::string_view raw =
        window_.bytes().substr(tokens.front().begin, tokens.back().end - tokens.front().begin);
    const std::string_view first = tokens_.text(tokens.front());
    const bool is_word = tokens.front().kind == SqlTokenKind::word;
    if (tokens.size() == 1 && is_word &&
        (base::equal_without_case(first, "null") || base::equal_without_case(first, "default"))) {
        return std::nullopt;
    }
    if (is_word && first[0] == '_') {  // a character set, as in _binary 'x'
        tokens = tokens.subspan(1);
    }
    const std::size_t before = decoded_.size();
    if (append_literal(tokens)) {
        return std::string_view(decoded_).substr(before);
    }
    decoded_.resize(before);
    has_expression_ = has_expression_ || tokens.size() > 2;
    return raw;
}

// A literal, several strings side by side (they are one), or either with a cast behind it.
bool SqlInsertReader::append_literal(std::span<const SqlToken> tokens) {
    if (tokens.size() == 1 && tokens[0].kind == SqlTokenKind::number) {
        const std::string_view text = tokens_.text(tokens[0]);
        return text.starts_with("0x") && format::append_decoded_hex(text.substr(2), decoded_);
    }
    std::size_t strings = 0;
    while (strings < tokens.size() && tokens[strings].kind == SqlTokenKind::string) {
        has_doubt_ = has_doubt_ || (dialect_.escapes == format::StringEscapes::mysql &&
                                    format::may_lack_mysql_escapes(tokens_.text(tokens[strings])));
        if (!format::append_string_value(tokens_.text(tokens[strings]), dialect_, decoded_)) {
            return false;
        }
        ++strings;
    }
    const auto is_colon = [&](std::size_t i) { return i < tokens.size() && tokens_.text(tokens[i]) == ":"; };
    if (strings > 0 && strings < tokens.size() &&
        base::equal_without_case(tokens_.text(tokens[strings]), "collate")) {
        return true;
    }
    return strings > 0 && (strings == tokens.size() || (is_colon(strings) && is_colon(strings + 1)));
}

void SqlInsertReader::tell_doubt(RecordSink& sink) {
    if (has_doubt_ && !told_doubt_) {
        told_doubt_ = true;
        sink.skip(
            {window_.offset(),
             fmt::format("in table {} nothing tells whether a backslash is an escape: such rows are not "
                         "rewritten; dump it again with sql_mode without NO_BACKSLASH_ESCAPES",
                         base::lower(name_.table))});
    }
}

void SqlInsertReader::push_record(RecordSink& sink) {
    const std::size_t length = tokens_.position();
    if (!name_columns(sink)) {
        window_.consume(length);
        return;
    }
    const std::uint64_t start = window_.offset();
    fields_.clear();
    has_expression_ = false;
    has_doubt_ = false;
    decoded_.clear();
    decoded_.reserve(length);  // values are views into it, and no value is longer than its literal
    for (std::size_t i = 0; i < values_.size(); ++i) {
        const Value& value = values_[i];
        const std::string_view name = columns_.empty() ? std::string_view() : columns_[i];
        const auto tokens = tokens_of(value);
        fields_.push_back({name,
                           decode(value),
                           {start + tokens.front().begin, start + tokens.back().end},
                           FieldOrigin::own});
    }
    if (has_expression_ && !told_expression_) {
        told_expression_ = true;
        tell_not_read("a value that is an expression", sink);
    }
    tell_doubt(sink);
    const Record record{RecordShape::row,  name_.database,    name_.schema, name_.table,
                        fields_,           !columns_.empty(), false,        {start, start + length},
                        window_.line_at(0)};
    const std::span<const Edit> edits = sink.record(record);
    splice_fields(
        window_, length, fields_, has_doubt_ ? std::span<const Edit>() : edits,
        [this](const auto& value) {
            return format::encode_string(value, dialect_.escapes, dialect_.encoding);
        },
        edits.empty() ? std::span<const std::string>() : catalog_.not_null(name_));
}

}  // namespace postern::source
