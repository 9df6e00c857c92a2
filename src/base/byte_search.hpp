// Vectorised searches through windows of bytes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace postern::base {

std::uint64_t count_byte(std::string_view bytes, char byte);

// First "\n\\." (a line that starts with backslash, dot), or npos.
std::size_t find_backslash_dot_line(std::string_view bytes);

// First place of the text, or npos.
std::size_t find_text(std::string_view bytes, std::string_view text);

// What find_unquoted() looks for. A doubled quote inside quotes needs no mention: it closes and
// opens again.
struct QuoteScan {
    char quote = '\'';
    bool backslash_escapes = false;      // inside quotes a backslash hides the next byte
    bool stop_at_escape_string = false;  // at the quote of E'...' (an E or e before the quote)
    bool stop_at_comments = false;  // at -- and /*; at a single - or / where the next byte is out of sight
    std::array<char, 6> stops{';', ';', ';', ';', ';', ';'};  // repeat one to use fewer
};

// Carries the search from window to window.
struct QuoteState {
    bool inside = false;   // the next byte stands inside quotes
    bool escaped = false;  // a backslash hides the next byte
    char previous = '\n';  // the byte before the next one
};

// Position of the first stop that stands outside quotes, with the state as it is there; or
// bytes.size(), with the state for the bytes that follow. The state is exact however the bytes
// are cut.
std::size_t find_unquoted(std::string_view bytes, const QuoteScan& scan, QuoteState& state);

}  // namespace postern::base
