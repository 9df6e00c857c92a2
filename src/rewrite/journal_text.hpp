// A journal as text: lines of fields apart by tabs, each written as in PostgreSQL's COPY.
#pragma once

#include <optional>
#include <string_view>

#include "postern/secret.hpp"
#include "rewrite/journal.hpp"

namespace postern::rewrite {

//   postern-journal 1 STATE
//   command | made | maker | url | identity | place | postfix | by-hand VALUE
//   row | insert | remove SCHEMA TABLE
//   key COLUMN VALUE            belongs to the row above
//   column COLUMN BEFORE AFTER  likewise
//   end ROWS                    a journal without it was cut short
Secret write_journal_text(const Journal& journal);

// nullopt when the text is no whole journal.
std::optional<Journal> read_journal_text(std::string_view text);

}  // namespace postern::rewrite
