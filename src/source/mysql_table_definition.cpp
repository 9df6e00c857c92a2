#include "source/mysql_table_definition.hpp"

#include <utility>

#include "base/byte_window.hpp"
#include "format/multibyte.hpp"
#include "format/sql_lexer.hpp"
#include "source/index_text.hpp"
#include "source/mysql_dump_source.hpp"

namespace postern::source {

namespace {

// Wants all tables, and notes which were named and whether there are rows.
class DefinitionSink : public RecordSink {
public:
    bool wants(RecordShape, std::string_view name) override {
        several_ = several_ || (!table_.empty() && table_ != name);
        table_ = name;
        return true;
    }
    std::span<const Edit> record(const Record&) override {
        has_rows_ = true;
        return {};
    }
    void skip(const Skip&) override { has_rows_ = true; }

    bool defines_one_table() const { return !table_.empty() && !several_ && !has_rows_; }
    const std::string& table() const { return table_; }

private:
    std::string table_;
    bool several_ = false;
    bool has_rows_ = false;
};

// A word of the statement itself, not a name or a comment.
bool names_hiding_charset(std::string_view text) {
    const format::SqlDialect dialect = format::mysql_dialect();
    std::size_t at = 0;
    while (true) {
        const auto token = format::next_sql_token(text, at, dialect, true);
        if (!token || token->kind == format::SqlTokenKind::end || token->kind == format::SqlTokenKind::cut) {
            return false;
        }
        const std::string_view word = text.substr(token->begin, token->end - token->begin);
        const format::Multibyte encoding = format::mysql_character_set(word.substr(0, word.find('_')));
        if (token->kind == format::SqlTokenKind::word && encoding != format::Multibyte::none) {
            return true;
        }
        at = token->end;
    }
}

}  // namespace

std::optional<MysqlTableDefinition> read_mysql_table_definition(std::string_view text) {
    TextSource bytes(text);
    base::ByteWindow window(bytes);
    MysqlDumpSource source(window);
    DefinitionSink sink;
    try {
        source.read(sink);
    } catch (const base::DamagedInput&) {
        return std::nullopt;
    }
    const SqlTableCatalog::Columns* found = source.catalog().find({"", "", sink.table()});
    if (!sink.defines_one_table() || found == nullptr || found->all.empty()) {
        return std::nullopt;
    }
    return MysqlTableDefinition{sink.table(), found->all, found->stored, names_hiding_charset(text),
                                found->not_null};
}

TablePart table_part(const MysqlTableDefinition& definition, std::string database, TableForm form) {
    TablePart part;
    part.database = std::move(database);
    part.table = definition.table;
    part.columns = definition.columns;
    part.form = form;
    part.not_null = definition.not_null;
    if (definition.stored.size() != definition.columns.size()) {
        part.stored_columns = definition.stored;
    }
    return part;
}

}  // namespace postern::source
