// The configuration that the Postfix of this host runs with.
#pragma once

#include <optional>
#include <vector>

#include "cli/file_scanner.hpp"

namespace postern::cli {

// By postconf -n, and what lies in its folder. Its main.cf leaves the files: it is not looked at twice.
// nullopt: this host has none. One that postconf cannot read is a Skip.
std::optional<FileResult> scan_running_postfix(const ScanContext& context,
                                               std::vector<target::FoundFile>& files);

// Nothing but a Skip that says so.
FileResult no_postfix();

}  // namespace postern::cli
