#include "postfix/configuration.hpp"

#include <iterator>

#include "postfix/blackhole_config.hpp"
#include "postfix/fragment_config.hpp"
#include "postfix/manifest.hpp"
#include "postfix/readme.hpp"
#include "postfix/relay_config.hpp"
#include "postfix/scripts.hpp"

namespace postern::postfix {

namespace {

std::vector<ConfigFile> make_fragment(const Plan& plan) {
    std::vector<ConfigFile> files = fragment_config(plan);
    files.emplace_back("README", fragment_readme(plan));
    return files;
}

}  // namespace

std::vector<ConfigFile> make_configuration(const Plan& plan) {
    if (plan.fragment) {
        return make_fragment(plan);
    }
    std::vector<ConfigFile> files =
        plan.route == Route::blackhole ? blackhole_config(plan) : relay_config(plan);
    const std::string list = manifest(plan, files);
    files.emplace_back("MANIFEST", list);
    files.emplace_back("README", readme(plan));
    std::vector<ConfigFile> scripts = make_scripts(plan);
    std::move(scripts.begin(), scripts.end(), std::back_inserter(files));
    return files;
}

}  // namespace postern::postfix
