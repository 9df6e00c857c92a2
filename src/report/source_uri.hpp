// A source as an address that other tools understand.
#pragma once

#include <string>
#include <string_view>

#include "postern/report.hpp"

namespace postern::report {

struct SourceAddress {
    std::string uri;     // of the file, percent-encoded: "file:///backup/a.zip", or relative as the path is
    std::string member;  // within it, each archive's behind a '!'; empty when it is the file itself
};

// Everything but unreserved characters and '/' as %XX.
std::string percent_encoded(std::string_view text);

// The path of the file that a source lies in, itself or as a member of an archive.
std::string_view path_of_file(std::string_view path);

SourceAddress source_address(const SourceFacts& source);

}  // namespace postern::report
