#include "source/pg_statistics_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "base/text.hpp"
#include "postern/error.hpp"
#include "source/field_splice.hpp"
#include "source/sql_table_catalog.hpp"

namespace postern::source {

namespace {

// Those that hold values of the column, with those that are of no use without them.
bool tells_values(std::string_view argument) {
    constexpr std::array<std::string_view, 4> kStarts{"most_common_", "histogram_", "elem_count_", "range_"};
    return std::any_of(kStarts.begin(), kStarts.end(),
                       [argument](std::string_view start) { return argument.starts_with(start); });
}

}  // namespace

bool PgStatisticsReader::read_statement(const std::string& database, RecordSink& sink) {
    statement_.go_to_start();
    if (!read_head(sink) || !read_arguments(sink)) {
        return false;
    }
    splice(statement_.push(database, sink));
    skipper_.skip_statement();
    return true;
}

// SELECT * FROM pg_catalog.pg_restore_attribute_stats(
bool PgStatisticsReader::read_head(RecordSink& sink) {
    SqlTokens& tokens = statement_.tokens();
    if (!tokens.take_word("select") || !sink.wants(RecordShape::element, kColumnStatistics)) {
        return false;
    }
    if (tokens.take_symbol('*') && !tokens.take_word("from")) {
        return false;
    }
    if (tokens.take_word("pg_catalog")) {
        tokens.take_symbol('.');
    }
    return tokens.take_word("pg_restore_attribute_stats") && tokens.take_symbol('(');
}

// False when the table is one that nobody wants.
bool PgStatisticsReader::read_arguments(RecordSink& sink) {
    statement_.start(kColumnStatistics);
    bool more = true;
    while (more) {
        more = add_argument(sink);
        if (statement_.has("table") && !sink.wants(RecordShape::row, statement_.value_of("table"))) {
            tell_index(statement_.value_of("table"), sink);
            return false;
        }
    }
    if (!statement_.has("table")) {
        return false;
    }
    statement_.add_fact("name", statement_.value_of("table") + "." + statement_.value_of("column"));
    return true;
}

void PgStatisticsReader::tell_index(const std::string& name, RecordSink& sink) {
    if (const auto index = indexes_.find(name); index != indexes_.end()) {
        sink.skip(
            {window_.offset(), fmt::format("statistics of an index on table {} may hold its values: not read",
                                           base::lower(index->second))});
    }
}

// CREATE [UNIQUE] INDEX [CONCURRENTLY] [IF NOT EXISTS] name ON [ONLY] table
void PgStatisticsReader::note_index(RecordSink& sink) {
    statement_.go_to_start();
    SqlTokens& tokens = statement_.tokens();
    tokens.take_word("create");
    tokens.take_word("unique");
    if (!tokens.take_word("index")) {
        return;
    }
    tokens.take_word("concurrently");
    if (tokens.take_word("if")) {
        tokens.take_word("not");
        tokens.take_word("exists");
    }
    const std::string name = statement_.take_name();
    if (tokens.take_word("on")) {
        tokens.take_word("only");
        const std::string table = read_table_name(tokens).table;
        if (sink.wants(RecordShape::row, table)) {
            indexes_[name] = table;
        }
    }
}

// 'name', value with its cast, and the comma behind it; false when it was the last.
bool PgStatisticsReader::add_argument(RecordSink& sink) {
    const std::string name = statement_.take_name();
    statement_.tokens().take_symbol(',');
    std::size_t depth = 0;
    bool first = true;
    while (const auto token = statement_.next(sink)) {
        const std::string_view text = statement_.text(*token);
        if (depth == 0 && (text == "," || text == ")")) {
            return text == ",";
        }
        if (first && name == "relname") {
            statement_.add("table", *token);
        } else if (first && name == "attname") {
            statement_.add("column", *token);
        } else if (first && tells_values(name)) {
            statement_.add(name, *token);
        }
        first = false;
        depth += text == "(" ? 1 : 0;
        depth -= text == ")" ? 1 : 0;
    }
    return false;
}

void PgStatisticsReader::splice(std::span<const Edit> edits) {
    const auto made_up = [this](const Edit& edit) {
        return edit.field >= statement_.fields().size() || statement_.fields()[edit.field].name == "name";
    };
    if (std::any_of(edits.begin(), edits.end(), made_up)) {
        throw Error(ErrorKind::failed, "statistics of a column have no argument of that name to set");
    }
    splice_fields(window_, statement_.tokens().position(), statement_.fields(), edits,
                  [this](const auto& value) {
                      return format::encode_string(value, dialect_.escapes, dialect_.encoding);
                  });
}

}  // namespace postern::source
