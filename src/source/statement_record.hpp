// An element made of the literals of a SQL statement: what a dump holds outside of rows.
#pragma once

#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "postern/record_sink.hpp"
#include "source/sql_tokens.hpp"

namespace postern::source {

// The statement stays in the window from its first byte on: it is short, or no such statement.
class StatementRecord {
public:
    StatementRecord(base::ByteWindow& window, const format::SqlDialect& dialect)
        : window_(window), tokens_(window, dialect) {}
    ~StatementRecord();
    StatementRecord(const StatementRecord&) = delete;
    StatementRecord& operator=(const StatementRecord&) = delete;

    // The window stands at the statement's first byte.
    void go_to_start();

    SqlTokens& tokens() { return tokens_; }
    // The next token but for the statement's end, which is left. Ends early in what is longer than any
    // such statement, which is a Skip.
    std::optional<format::SqlToken> next(RecordSink& sink);
    std::string_view text(const format::SqlToken& token) const { return tokens_.text(token); }
    bool is_word(const format::SqlToken& token, std::string_view word) const;

    // A name as the database would spell it; empty when none stands there.
    std::string take_name();

    void start(std::string_view element);
    // A string or a hexadecimal literal; false when it is neither or empty, and no field then.
    bool add(std::string_view name, const format::SqlToken& literal);
    // What was added last, which is still to be made out of the literal.
    std::string& add_part(std::string_view name, const format::SqlToken& literal);
    void add_fact(std::string_view name, std::string value);  // its place is empty
    bool has(std::string_view name) const;
    std::string value_of(std::string_view name) const;  // empty when there is no such field
    const std::string& last() const { return values_.back().text; }
    // ( [ADD|SET|DROP] name 'value', ... ), as fields "option:name" in lower case. The tokens stand behind
    // the parenthesis.
    void add_options(RecordSink& sink);

    // The edits are those of the sink; the window is not touched.
    std::span<const Edit> push(std::string_view database, RecordSink& sink);
    // Of the record that was pushed last.
    std::span<const Field> fields() const { return fields_; }

private:
    struct Value {
        std::string name;
        std::string text;
        ByteRange bytes;
        std::uint64_t line = 0;
    };

    bool append_value(const format::SqlToken& literal, std::string& value) const;
    void wipe();

    base::ByteWindow& window_;
    SqlTokens tokens_;
    std::string element_;
    std::deque<Value> values_;  // never moved: they are wiped where they lie
    std::vector<Field> fields_;
    bool told_length_ = false;
};

}  // namespace postern::source
