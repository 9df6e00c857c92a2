#include "source/mysql_part_source.hpp"

#include "source/load_data_source.hpp"
#include "source/mysql_dump_source.hpp"

namespace postern::source {

std::unique_ptr<Source> make_mysql_part_source(const TablePart& part, base::ByteWindow& window) {
    if (part.form != TableForm::mysql_insert) {
        return std::make_unique<LoadDataSource>(window, part);
    }
    SqlTableCatalog known;
    const auto& stored = part.stored_columns.empty() ? part.columns : part.stored_columns;
    known.add({part.database, "", part.table}, {part.columns, stored, part.not_null});
    return std::make_unique<MysqlDumpSource>(window, part.database, known);
}

}  // namespace postern::source
