#include "source/pg_definition_reader.hpp"

#include "base/text_input.hpp"
#include "source/pg_statement_reader.hpp"

namespace postern::source {

bool has_secret_definition(std::string_view kind) {
    return kind == "USER MAPPING" || kind == "SERVER" || kind == "SUBSCRIPTION";
}

void read_secret_definition(std::string_view definition, const std::string& database, RecordSink& sink) {
    const format::SqlDialect dialect = format::postgres_dialect();
    base::TextInput input(definition);
    base::ByteWindow window(input, nullptr, definition.size() + 1);
    SqlSkipper skipper(window, dialect);
    PgStatementReader statements(window, dialect, skipper);
    while (skipper.skip_blanks()) {
        if (!statements.read_statement(database, sink)) {
            skipper.skip_statement();
        }
    }
}

}  // namespace postern::source
