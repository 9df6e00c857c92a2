#include "postfix/scripts.hpp"

#include <fmt/format.h>

#include <string>

namespace postern::postfix {

namespace {

std::string_view text_named(std::string_view name) {
    for (const ScriptText& script : script_texts()) {
        if (script.name == name) {
            return script.text;
        }
    }
    return {};
}

std::string whole_script(std::string_view purpose, std::string_view name) {
    return fmt::format("#!/bin/sh\n{}{}{}", purpose, text_named("tree.sh"), text_named(name));
}

std::string prune_script(const Mailbox& mailbox) {
    return fmt::format(
        "#!/bin/sh\n"
        "# Deletes what has been in the blackhole for more than {0} days. No link is followed.\n"
        "[ ! -d {1}/Maildir ] || find {1}/Maildir -type f -path '{1}/Maildir/*/*' -mtime +{0} -delete\n",
        mailbox.keep_days, kMailboxFolder);
}

}  // namespace

std::vector<ConfigFile> make_scripts(const Plan& plan) {
    std::vector<ConfigFile> files;
    files.emplace_back(
        "install.sh",
        whole_script("# Installs the Postfix configuration that lies beside it. README explains it.\n"
                     "# usage: install.sh [--config-directory DIR] [--yes]\n",
                     "install.sh"),
        kScriptMode);
    files.emplace_back("uninstall.sh",
                       whole_script("# Takes back what install.sh did.\n"
                                    "# usage: uninstall.sh [--config-directory DIR]\n",
                                    "uninstall.sh"),
                       kScriptMode);
    if (plan.route == Route::blackhole) {
        files.emplace_back("prune.sh", prune_script(plan.mailbox), kScriptMode);
    }
    return files;
}

}  // namespace postern::postfix
