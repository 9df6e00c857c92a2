#include "source/load_data_statement.hpp"

#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "format/multibyte.hpp"
#include "source/index_text.hpp"
#include "source/sql_skipper.hpp"

namespace postern::source {

using format::SqlToken;
using format::SqlTokenKind;

namespace {

class Reader {
public:
    explicit Reader(SqlTokens& tokens) : tokens_(tokens) {}

    // The tokens stand behind LOAD; false when it is none of DATA ... INTO TABLE.
    bool read() {
        if (!tokens_.take_word("data") || !pass_to("table")) {
            return false;
        }
        statement_.table = read_table_name(tokens_);
        if (tokens_.take_word("partition")) {
            pass_list();
        }
        read_charset();
        if (tokens_.take_word("fields") || tokens_.take_word("columns")) {
            read_fields();
        }
        if (tokens_.take_word("lines")) {
            read_lines();
        }
        read_ignored_lines();
        read_columns();
        if (tokens_.take_word("set")) {
            read_assignments();
        }
        return !statement_.table.table.empty();
    }

    LoadDataStatement take() { return std::move(statement_); }

private:
    bool at_end() {
        const SqlTokenKind kind = tokens_.peek().kind;
        return kind == SqlTokenKind::end || kind == SqlTokenKind::terminator;
    }

    bool pass_to(std::string_view word) {
        while (!at_end()) {
            if (tokens_.take_word(word)) {
                return true;
            }
            tokens_.next();
        }
        return false;
    }

    void pass_list() {
        while (!at_end() && !tokens_.take_symbol(')')) {
            tokens_.next();
        }
    }

    void read_charset() {
        if (!tokens_.take_word("character") || !tokens_.take_word("set")) {
            return;
        }
        const std::string name = format::unquoted_name(tokens_.text(tokens_.next()));
        if (format::mysql_character_set(name) != format::Multibyte::none) {
            statement_.fault = "its character set may hide a backslash in a character";
        }
    }

    void read_fields() {
        while (true) {
            tokens_.take_word("optionally");
            if (tokens_.take_word("terminated")) {
                read_text(statement_.options.fields_terminated);
            } else if (tokens_.take_word("enclosed")) {
                read_text(statement_.options.fields_enclosed);
            } else if (tokens_.take_word("escaped")) {
                read_text(statement_.options.fields_escaped);
            } else {
                return;
            }
        }
    }

    void read_lines() {
        while (true) {
            if (tokens_.take_word("starting")) {
                read_text(statement_.options.lines_starting);
            } else if (tokens_.take_word("terminated")) {
                read_text(statement_.options.lines_terminated);
            } else {
                return;
            }
        }
    }

    // BY 'text'
    void read_text(std::string& text) {
        text.clear();
        tokens_.take_word("by");
        if (!format::append_string_value(tokens_.text(tokens_.next()), tokens_.dialect(), text)) {
            statement_.fault = "its LOAD DATA statement has options that are not read";
        }
    }

    void read_ignored_lines() {
        if (!tokens_.take_word("ignore")) {
            return;
        }
        const std::string_view number = tokens_.text(tokens_.next());
        std::from_chars(number.data(), number.data() + number.size(), statement_.ignored_lines);
        tokens_.next();  // LINES or ROWS
    }

    // A column, or a variable that SET puts into one.
    std::string read_column() {
        std::string_view text = tokens_.text(tokens_.next());
        if (text == "@") {
            text = tokens_.text(tokens_.next());
        }
        return format::unquoted_name(text.substr(text.starts_with('@') ? 1 : 0));
    }

    void read_columns() {
        if (!tokens_.take_symbol('(')) {
            return;
        }
        while (!at_end() && !tokens_.take_symbol(')')) {
            statement_.columns.push_back(read_column());
            tokens_.take_symbol(',');
        }
    }

    // column = FUNCTION(@variable), ...
    void read_assignments() {
        while (!at_end()) {
            const std::string column = read_column();
            tokens_.take_symbol('=');
            const std::string function = base::lower(tokens_.text(tokens_.next()));
            const std::string variable = tokens_.take_symbol('(') ? read_column() : std::string();
            pass_list();
            tokens_.take_symbol(',');
            assign(column, function, variable);
        }
    }

    void assign(const std::string& column, const std::string& function, const std::string& variable) {
        const auto found = std::find(statement_.columns.begin(), statement_.columns.end(), variable);
        if (found == statement_.columns.end()) {
            statement_.fault = "its LOAD DATA statement computes values";
            return;
        }
        *found = column;
        if (function == "unhex") {
            statement_.codes[column] = ColumnCode::hexadecimal;
        } else if (function == "from_base64") {
            statement_.codes[column] = ColumnCode::base64;
        } else if (function != "convert") {
            statement_.fault = "its LOAD DATA statement computes values";
        }
    }

    SqlTokens& tokens_;
    LoadDataStatement statement_;
};

}  // namespace

std::optional<LoadDataStatement> read_load_data_statement(std::string_view text) {
    TextSource bytes(text);
    base::ByteWindow window(bytes);
    const format::SqlDialect dialect = format::mysql_dialect();
    SqlSkipper skipper(window, dialect);
    SqlTokens tokens(window, dialect);
    try {
        while (skipper.skip_blanks()) {
            tokens.go_back_to(0);
            if (tokens.take_word("load")) {
                Reader reader(tokens);
                return reader.read() ? std::optional(reader.take()) : std::nullopt;
            }
            skipper.skip_statement();
        }
    } catch (const base::DamagedInput&) {
        return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace postern::source
