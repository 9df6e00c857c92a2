#include "cli/target_names.hpp"

#include <algorithm>

#include "postern/error.hpp"

namespace postern::cli {

void check_targets(const std::vector<std::string>& targets) {
    if (std::any_of(targets.begin(), targets.end(),
                    [](const std::string& target) { return target.empty(); })) {
        throw Error(ErrorKind::usage, "a target is an empty word", "is a variable of your script unset?");
    }
    const auto is_url = [](const std::string& target) { return target.find("://") != std::string::npos; };
    if (std::any_of(targets.begin(), targets.end(), is_url)) {
        throw Error(ErrorKind::usage, "a target is a URL, and this version reads files only",
                    "scan a dump: pg_dump jira | postern scan -");
    }
}

}  // namespace postern::cli
