#include "rewrite/row_change.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"

namespace postern::rewrite {

namespace {

RowAction opposite(RowAction action) {
    switch (action) {
        case RowAction::insert:
            return RowAction::remove;
        case RowAction::remove:
            return RowAction::insert;
        default:
            return RowAction::update;
    }
}

bool changes_column(const RowChange& change, const std::string& name) {
    return std::any_of(change.columns.begin(), change.columns.end(),
                       [&name](const ColumnChange& column) { return column.column == name; });
}

}  // namespace

RowAddress address_after(const RowChange& change) {
    RowAddress row = change.row;
    if (change.action != RowAction::update) {
        return row;
    }
    for (auto& [name, value] : row.key) {
        for (const ColumnChange& column : change.columns) {
            if (column.column == name) {
                value = column.after ? std::optional(std::string(column.after->reveal())) : std::nullopt;
            }
        }
    }
    return row;
}

std::vector<RowChange> reversed(std::vector<RowChange> changes) {
    std::reverse(changes.begin(), changes.end());
    for (RowChange& change : changes) {
        change.row = address_after(change);
        change.action = opposite(change.action);
        for (ColumnChange& column : change.columns) {
            std::swap(column.before, column.after);
        }
    }
    return changes;
}

// A key of many columns, or of one that changes, may be the whole row of a table without a primary
// key, and hold anything.
std::string describe(const RowChange& change) {
    const RowAddress& row = change.row;
    std::string text = row.schema.empty() ? row.table : row.schema + '.' + row.table;
    if (row.key.size() == 1 && row.key.front().second && !changes_column(change, row.key.front().first)) {
        text.append(" ").append(*row.key.front().second);
    }
    return base::printable(text);
}

}  // namespace postern::rewrite
