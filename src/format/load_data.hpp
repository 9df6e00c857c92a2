// The lines that MySQL's LOAD DATA reads and SELECT ... INTO OUTFILE writes, one field at a time.
#pragma once

#include <optional>
#include <string>
#include <string_view>

// Source of the format: MySQL Reference Manual, "LOAD DATA Statement", "Field and Line Handling".
namespace postern::format {

// What stands behind FIELDS and LINES. An empty text: there is none.
struct LoadDataOptions {
    std::string fields_terminated = "\t";
    std::string fields_enclosed;  // at most one byte, like the next
    std::string fields_escaped = "\\";
    std::string lines_starting;
    std::string lines_terminated = "\n";

    bool operator==(const LoadDataOptions&) const = default;
};

// Why lines cannot be taken apart with these options, as one lower-case clause; empty when they can.
std::string_view load_data_fault(const LoadDataOptions& options);

// A field as it stands between two terminators: with its quotes, if it has them.
bool is_load_data_null(std::string_view field, const LoadDataOptions& options);

// Appends the value of a field that is not NULL. Never longer than the field itself.
void append_decoded_load_data(std::string_view field, const LoadDataOptions& options, std::string& value);

// As SELECT ... INTO OUTFILE writes it. Throws Error for what cannot be written with these options.
std::string encode_load_data(const std::optional<std::string>& value, const LoadDataOptions& options);

}  // namespace postern::format
