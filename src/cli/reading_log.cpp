#include "cli/reading_log.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "cli/standard_error.hpp"

namespace postern::cli {

void ReadingLog::reading(const std::string& path, std::string_view kind) {
    print(path, kind);
}

void ReadingLog::unknown(const std::string& path) {
    print(path, "nothing known");
}

void ReadingLog::unreadable(const std::string& path, const std::string& reason) {
    print(path, "not read: " + base::printable(reason));
}

void ReadingLog::print(const std::string& path, std::string_view what) {
    if (shown_) {
        const std::lock_guard lock(mutex_);
        write_standard_error(fmt::format("{}: {}\n", base::printable(path), what));
    }
}

}  // namespace postern::cli
