// The rows of one table, as pg_dump's archives and directories keep them.
#pragma once

#include "base/byte_window.hpp"
#include "postern/source.hpp"
#include "source/sql_table_catalog.hpp"
#include "source/table_part.hpp"

namespace postern::source {

// Passes over nobodys_part(). Throws DamagedInput when the text ends too early.
class PgTablePartSource : public Source {
public:
    PgTablePartSource(base::ByteWindow& window, const TablePart& part) : window_(window), part_(part) {}

    void read(RecordSink& sink) override;

private:
    void read_copy(RecordSink& sink);
    SqlTableCatalog known() const;
    void read_inserts(RecordSink& sink);

    base::ByteWindow& window_;
    TablePart part_;
};

}  // namespace postern::source
