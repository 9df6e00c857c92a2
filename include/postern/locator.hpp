// Where something stands in a source.
#pragma once

#include <cstdint>
#include <string>

namespace postern {

// Half-open, in bytes from the start of the (uncompressed) source.
struct ByteRange {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;

    bool operator==(const ByteRange&) const = default;
};

// Owns its text, so it outlives the record it was taken from.
struct Locator {
    std::string table;            // as the source names it, with database and schema where it does
    std::string key;              // the record's key, empty when it has none
    std::string field;            // the column, attribute, leaf or setting
    std::uint64_t byte = 0;       // where the field's value starts
    std::uint64_t line = 0;       // from 1, of the record's start, or of a setting; 0 when a source has no
                                  // lines, or does not have the setting
    bool assumed_layout = false;  // the source does not name the columns: they were told by their values
};

}  // namespace postern
