// What the standard streams can show.
#pragma once

#include <cstddef>

namespace postern::cli {

enum class ColorChoice { automatic, always, never };

struct Terminal {
    bool is_terminal = false;
    bool color = false;       // honours NO_COLOR
    bool unicode = false;     // a terminal, in a UTF-8 locale
    std::size_t width = 100;  // columns; 100 when it is no terminal
};

Terminal standard_output(ColorChoice color);
// Of a terminal that knows how to clear a line.
bool standard_error_shows_progress();

}  // namespace postern::cli
