// How a text report is drawn.
#pragma once

#include <cstddef>

namespace postern::report {

struct TextStyle {
    bool color = false;       // ANSI colours
    bool unicode = false;     // lines and bullets beyond ASCII
    std::size_t width = 80;   // columns; text wraps there, a path or a name is never cut
    bool all_places = false;  // of a credential, however many; else the first few
};

}  // namespace postern::report
