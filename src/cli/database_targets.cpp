#include "cli/database_targets.hpp"

#include "postern/error.hpp"

namespace postern::cli {

namespace {

bool is_url(const std::string& target) {
    return target::is_database_url(target) || target.find("://") != std::string::npos;
}

}  // namespace

Targets sort_targets(const std::vector<std::string>& targets, const DatabaseOptions& options) {
    const std::optional<Secret> password = read_password(options);
    Targets sorted;
    for (const std::string& target : targets) {
        if (target.empty()) {
            throw Error(ErrorKind::usage, "a target is an empty word", "is a variable of your script unset?");
        }
        if (is_url(target)) {
            sorted.databases.push_back({target::parse_database_url(target), password, {}});
        } else {
            sorted.files.push_back(target);
        }
    }
    return sorted;
}

}  // namespace postern::cli
