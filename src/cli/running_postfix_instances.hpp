// The other instances that a Postfix configuration names.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/file_scanner.hpp"

namespace postern::cli {

// The folders of multi_instance_directories. text: a main.cf that lies in that folder, or what postconf
// prints.
std::vector<std::string> instance_folders(std::string_view text, const std::string& folder);

// For every main.cf among the files, those of its instances become files too. One that does not lie below
// /etc is a copy of another host's: there a folder of the same name beside its own counts. nullopt: all are
// there; otherwise a Skip for each that is not.
std::optional<FileResult> add_named_instances(std::vector<target::FoundFile>& files);

// A source with that name, and nothing but a Skip.
FileResult instance_not_read(const std::string& name, const std::string& reason);

}  // namespace postern::cli
