#include "cli/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string>

#include "base/text.hpp"

namespace postern::cli {

namespace {

bool locale_is_utf8() {
    for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
        const char* value = std::getenv(name);
        if (value != nullptr && *value != '\0') {
            return base::glob_fits("*utf-8*", value) || base::glob_fits("*utf8*", value);
        }
    }
    return false;
}

bool knows_escapes() {
    const char* term = std::getenv("TERM");
    return term != nullptr && std::string(term) != "dumb";
}

bool color_is_welcome() {
    const char* no_color = std::getenv("NO_COLOR");
    return (no_color == nullptr || *no_color == '\0') && knows_escapes();
}

}  // namespace

Terminal standard_output(ColorChoice color) {
    Terminal terminal;
    terminal.is_terminal = ::isatty(STDOUT_FILENO) != 0;
    terminal.color = color == ColorChoice::always ||
                     (color == ColorChoice::automatic && terminal.is_terminal && color_is_welcome());
    terminal.unicode = terminal.is_terminal && locale_is_utf8();
    winsize size{};
    if (terminal.is_terminal && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
        terminal.width = std::clamp<std::size_t>(size.ws_col, 40, 120);
    }
    return terminal;
}

bool standard_error_shows_progress() {
    return ::isatty(STDERR_FILENO) != 0 && knows_escapes();
}

}  // namespace postern::cli
