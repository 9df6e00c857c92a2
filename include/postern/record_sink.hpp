// Where a source pushes what it reads.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "postern/edit.hpp"
#include "postern/record.hpp"
#include "postern/skip.hpp"

namespace postern {

// The names of a table's columns, for whoever has to know them.
using ColumnNames = std::function<std::vector<std::string>()>;

class RecordSink {
public:
    virtual ~RecordSink() = default;

    // Whether records of this table or element are of interest; a source passes over the others
    // without splitting them. Tables compare without case, elements exactly. Must give the
    // same answer for the same name until a record of another name was pushed.
    virtual bool wants(RecordShape shape, std::string_view name) = 0;

    // The same of a table whose columns are known before its rows, of which it may be enough that they have
    // telling names. Only rows are then of interest, not what else is said of the table.
    // Without an answer of its own a sink goes by the table's name.
    virtual bool wants_columns(std::string_view table, const ColumnNames& columns) {
        static_cast<void>(columns);
        return wants(RecordShape::row, table);
    }

    // Takes one record; answers the edits to it, at most one a field, valid until the next call.
    // A source that only reads ignores them.
    virtual std::span<const Edit> record(const Record& record) = 0;

    virtual void skip(const Skip& skip) = 0;
};

}  // namespace postern
