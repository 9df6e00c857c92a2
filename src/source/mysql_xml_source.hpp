// The XML of mysqldump --xml, mariadb-dump --xml and the mysql client's --xml.
#pragma once

#include "base/byte_window.hpp"
#include "postern/source.hpp"

namespace postern::source {

// Rows are records; the table is named by <table_data>, or by the statement that a <resultset> answers. A
// binary column may hold any byte, so this is not well-formed XML, but markup is only where it is meant to
// be. NULL is an element marked so. A row cannot get new fields.
class MysqlXmlSource : public Source {
public:
    explicit MysqlXmlSource(base::ByteWindow& window) : window_(window) {}

    void read(RecordSink& sink) override;

private:
    base::ByteWindow& window_;
};

}  // namespace postern::source
