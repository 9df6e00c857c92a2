// The rows of COPY ... FROM stdin blocks.
#pragma once

#include <string>
#include <vector>

#include "base/byte_window.hpp"
#include "format/multibyte.hpp"
#include "postern/record_sink.hpp"
#include "source/sql_table_catalog.hpp"

namespace postern::source {

class PgCopyReader {
public:
    PgCopyReader(base::ByteWindow& window, const SqlTableCatalog& catalog)
        : window_(window), catalog_(catalog) {}

    ~PgCopyReader();
    PgCopyReader(const PgCopyReader&) = delete;
    PgCopyReader& operator=(const PgCopyReader&) = delete;

    // Of the text; Multibyte::none at first.
    void set_encoding(format::Multibyte encoding) { encoding_ = encoding; }

    // The window stands at the first row; afterwards it stands behind the line "\.". Rows are pushed
    // when the sink wants the table, else passed over without being split: COPY data can never hold
    // that line. Without `columns` the catalog names them; where it does not know the table either,
    // they are pushed unnamed. Throws DamagedInput when the input ends before it.
    void read_block(const SqlTableName& name, const std::vector<std::string>& columns, RecordSink& sink);

private:
    bool take_end_mark();
    void skip_to_backslash_dot();
    std::string_view see_line(const std::string& table);
    void push_row(const SqlTableName& name, const std::vector<std::string>& columns, std::string_view line,
                  RecordSink& sink);
    void split(std::string_view line);

    base::ByteWindow& window_;
    const SqlTableCatalog& catalog_;
    format::Multibyte encoding_ = format::Multibyte::none;
    std::vector<Field> fields_;
    std::string decoded_;
};

}  // namespace postern::source
