// The configuration that the Postfix of this host runs with.
#pragma once

#include <optional>
#include <vector>

#include "cli/file_scanner.hpp"

namespace postern::cli {

struct RunningPostfix {
    std::optional<FileResult> result;  // nullopt: this host has none
    std::vector<std::string> folders;  // that are looked at
};

// By postconf -n, and what lies in its folder; then each folder of multi_instance_directories in the same way
// (postconf -c FOLDER -n), one source each. Their main.cf leave the files: they are not looked at twice.
// The instances that a main.cf among the files names become files too (running_postfix_instances.hpp).
// One that postconf cannot read is a Skip.
RunningPostfix scan_running_postfix(const ScanContext& context, std::vector<target::FoundFile>& files);

// Nothing but a Skip that says whether there is a Postfix at all.
FileResult no_postfix();

}  // namespace postern::cli
