// Secrets in the definitions that a pg_dump archive holds beside its data.
#pragma once

#include <string>
#include <string_view>

#include "postern/record_sink.hpp"

namespace postern::source {

// Whether definitions of entries of this kind are read: user mappings, foreign servers, subscriptions.
bool has_secret_definition(std::string_view kind);

// Pushes what PgStatementReader finds in it, at places that count from the definition's start. Throws
// DamagedInput.
void read_secret_definition(std::string_view definition, const std::string& database, RecordSink& sink);

}  // namespace postern::source
