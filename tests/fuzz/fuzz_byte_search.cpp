// Any bytes in any pieces: both instruction sets find the same stops.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/byte_search_wide.hpp"

using namespace postern::base;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 4 || avx2_byte_search() == nullptr) {
        return 0;
    }
    QuoteScan scan;
    scan.backslash_escapes = (data[0] & 1U) != 0;
    scan.stop_at_escape_string = (data[0] & 2U) != 0;
    scan.stop_at_comments = (data[0] & 4U) != 0;
    scan.quote = (data[0] & 8U) != 0 ? '"' : '\'';
    scan.stops = {';', (data[0] & 16U) != 0 ? '/' : '$', '`', '#'};
    std::string_view text(reinterpret_cast<const char*>(data) + 2, size - 2);
    const std::size_t piece = 1U + data[1];
    QuoteState wide;
    QuoteState narrow;
    while (!text.empty()) {
        const std::string_view view = text.substr(0, piece);
        const std::size_t a = avx2_byte_search()->find_unquoted(view, scan, wide);
        const std::size_t b = portable_byte_search()->find_unquoted(view, scan, narrow);
        if (a != b || a > view.size() || wide.inside != narrow.inside || wide.escaped != narrow.escaped ||
            wide.previous != narrow.previous ||
            avx2_byte_search()->find_backslash_dot_line(text) != text.find("\n\\.") ||
            avx2_byte_search()->count_byte(view, '\n') != portable_byte_search()->count_byte(view, '\n')) {
            std::abort();
        }
        text.remove_prefix(a < view.size() ? a + 1 : a);
    }
    return 0;
}
