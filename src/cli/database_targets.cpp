#include "cli/database_targets.hpp"

#include <filesystem>
#include <system_error>

#include "postern/error.hpp"
#include "target/product_home.hpp"

namespace postern::cli {

namespace {

bool is_url(const std::string& target) {
    return target::is_database_url(target) || target.find("://") != std::string::npos;
}

class TargetSorter {
public:
    explicit TargetSorter(const DatabaseOptions& options)
        : follow_(options.follow), password_(read_password(options)) {}

    void add(const std::string& target) {
        if (target.empty()) {
            throw Error(ErrorKind::usage, "a target is an empty word", "is a variable of your script unset?");
        }
        if (is_url(target)) {
            sorted_.databases.push_back({target::parse_database_url(target), password_, {}});
        } else if (!follow_ || !follow(target)) {
            sorted_.files.push_back(target);
        }
    }

    Targets take() {
        if (follow_ && !followed_) {
            throw Error(ErrorKind::usage, "--follow, and no target is the home of a Jira or Confluence",
                        "its home holds dbconfig.xml or confluence.cfg.xml");
        }
        return std::move(sorted_);
    }

private:
    // True when nothing is left to read of the target itself.
    bool follow(const std::string& target) {
        auto home = target::find_product_home(target);
        if (!home) {
            return false;
        }
        followed_ = true;
        auto password = password_ ? password_ : std::move(home->url.password);
        home->url.password.reset();
        sorted_.databases.push_back({std::move(home->url), std::move(password), home->password_hint, true});
        std::error_code error;
        const bool folder = std::filesystem::is_directory(target, error);
        if (folder) {
            sorted_.homes.push_back(target);
        }
        return !folder;
    }

    bool follow_;
    bool followed_ = false;
    std::optional<Secret> password_;
    Targets sorted_;
};

}  // namespace

Targets sort_targets(const std::vector<std::string>& targets, const DatabaseOptions& options) {
    TargetSorter sorter(options);
    for (const std::string& target : targets) {
        sorter.add(target);
    }
    return sorter.take();
}

}  // namespace postern::cli
