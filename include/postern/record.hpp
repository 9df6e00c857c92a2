// A table row or an element, as a source pushes it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "postern/locator.hpp"

namespace postern {

enum class FieldOrigin {
    own,     // a column of the row, or an attribute or child of the element
    nested,  // a leaf of a document held in one of the record's own fields
};

// What a reader tells of a fact that it cannot make out: this, then why.
inline constexpr std::string_view kUnknown = "unknown: ";

// Names of facts that a reader works out start so. They stand nowhere: an edit to one changes nothing.
inline constexpr std::string_view kFactPrefix = "postern.";

// An element of this name is what a database's statistics repeat of a column's values: "table", "column",
// "name" (both of them), and a field for each kind of statistics with values, which may be set to NULL.
inline constexpr std::string_view kColumnStatistics = "pg-statistics";

// Views are valid only while the sink's record() runs.
struct Field {
    std::string_view name;                  // empty when the source does not name its columns
    std::optional<std::string_view> value;  // decoded; nullopt is NULL
    ByteRange bytes;                        // the encoded value, quotes included
    FieldOrigin origin = FieldOrigin::own;
    std::uint64_t line = 0;           // from 1; 0: the record's is near enough
    std::string_view stands_in = {};  // another file, where the field only refers to the value in it
};

enum class RecordShape { row, element };

struct Record {
    RecordShape shape = RecordShape::row;
    std::string_view database;  // empty when the source does not say
    std::string_view schema;    // empty when the source does not say
    std::string_view name;      // table or element, as written, unquoted
    std::span<const Field> fields;
    bool columns_known = true;   // false: fields are unnamed and in an order the source does not tell
    bool commented_out = false;  // stands inside a comment of a configuration file
    ByteRange bytes;             // the whole record
    std::uint64_t line = 0;      // from 1, of its first byte
};

}  // namespace postern
