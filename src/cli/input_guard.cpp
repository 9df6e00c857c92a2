#include "cli/input_guard.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "base/text.hpp"
#include "postern/error.hpp"

namespace postern::cli {

namespace {

namespace fs = std::filesystem;

// By device and inode, so that no other name and no link hides it.
bool is_same(const fs::path& a, const fs::path& b) {
    std::error_code error;
    return fs::equivalent(a, b, error);
}

bool is_below(fs::path file, const fs::path& folder) {
    for (fs::path parent = file.parent_path(); parent != file; parent = file.parent_path()) {
        if (is_same(parent, folder)) {
            return true;
        }
        file = parent;
    }
    return false;
}

bool takes_place_of(const fs::path& report, const std::string& input) {
    if (input.empty()) {
        return false;
    }
    const fs::path read = input == "-" ? fs::path("/dev/stdin") : fs::path(input);
    std::error_code error;
    return is_same(report, read) || (fs::is_directory(read, error) && is_below(report, read));
}

}  // namespace

void refuse_reports_over_inputs(const std::vector<ReportPlace>& reports,
                                const std::vector<std::string>& inputs) {
    for (const ReportPlace& report : reports) {
        std::error_code error;
        const fs::path file = report.path == "-" ? fs::path() : fs::canonical(report.path, error);
        const bool is_there = fs::is_regular_file(file, error);  // a device or a pipe is not replaced
        if (is_there && std::any_of(inputs.begin(), inputs.end(), [&file](const std::string& input) {
                return takes_place_of(file, input);
            })) {
            throw Error(ErrorKind::usage,
                        base::printable(report.path) + ": would take the place of a file that is read",
                        "name another file, outside of what is read");
        }
    }
}

}  // namespace postern::cli
