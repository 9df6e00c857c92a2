// A row of a live database, as it is and as it is to be.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "postern/database.hpp"
#include "postern/secret.hpp"

namespace postern::rewrite {

struct ColumnChange {
    std::string column;
    std::optional<Secret> before;  // nullopt is NULL
    std::optional<Secret> after;
};

enum class RowAction {
    update,
    insert,  // there is no such row; `before` of its columns says nothing
    remove,  // the way back of an insert; `after` of its columns says nothing
};

struct RowChange {
    RowAddress row;
    std::vector<ColumnChange> columns;  // only those that change; of a new row all but its key
    RowAction action = RowAction::update;
};

// Where the row is found once it is changed: without a primary key, what changes tells it apart.
RowAddress address_after(const RowChange& change);

// The way back, the last first.
std::vector<RowChange> reversed(std::vector<RowChange> changes);

// "public.mailserver 10000", for people. Never shows a key that is more than an identifier.
std::string describe(const RowChange& change);

}  // namespace postern::rewrite
