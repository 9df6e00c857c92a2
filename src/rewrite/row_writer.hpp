// Changes rows of a live database, all or none, and only those that are as they were.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "rewrite/row_change.hpp"

namespace postern::rewrite {

enum class RowState {
    before,  // every column that changes is as the plan saw it
    after,   // every one is as it is to be
    other,   // somebody else changed it, or it is gone
};

struct RowReading {
    std::string row;  // for people
    RowState state = RowState::other;
};

// Locks every row for the time of the reading and changes nothing.
std::vector<RowReading> read_states(Database& database, std::span<const RowChange> changes);

// All that write_rows() does but the commit: whether it would go through, rights and triggers included.
void rehearse_rows(Database& database, std::span<const RowChange> changes);

// One transaction: locks each row, compares it with `before`, and writes `after`; then reads all of
// them again. Throws Error when a row is not as it was (nothing is written then), when the server
// refuses, or when what is read again is not what was written: failed, as nothing is kept then; but
// unfinished when it is the commit that fails, which may have come through all the same.
void write_rows(Database& database, std::span<const RowChange> changes);

}  // namespace postern::rewrite
