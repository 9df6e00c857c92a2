// Text as it stands in HTML and XML.
#pragma once

#include <string>
#include <string_view>

namespace postern::report {

// Text from anywhere, made harmless between tags and in attributes with quotes: as shown() does it, with
// references for what is markup, and \xNN for the characters that XML does not allow.
std::string markup_text(std::string_view text);

}  // namespace postern::report
