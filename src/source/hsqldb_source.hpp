// HSQLDB's .script and .log files.
#pragma once

#include <string>

#include "base/byte_window.hpp"
#include "postern/source.hpp"
#include "source/sql_insert_reader.hpp"

namespace postern::source {

// One statement a line. The .log holds what was done since the .script was written, old values
// included, so each of its INSERTs is a record too. A DELETE names a row by its key, or by all its values
// where it has none: these cannot be told from those that the key is made of, so texts among them are a Skip.
class HsqldbSource : public Source {
public:
    explicit HsqldbSource(base::ByteWindow& window);

    void read(RecordSink& sink) override;

private:
    void read_create(RecordSink& sink);

    base::ByteWindow& window_;
    format::SqlDialect dialect_;
    SqlSkipper skipper_;
    SqlTokens tokens_;
    SqlTableCatalog catalog_;
    SqlInsertReader inserts_;
};

}  // namespace postern::source
