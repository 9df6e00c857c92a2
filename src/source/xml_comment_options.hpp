// The options of a JVM that a comment in front of an XML document tells of.
#pragma once

#include <vector>

#include "format/xml_splice.hpp"
#include "postern/record_sink.hpp"

namespace postern::source {

// Where the comment stands.
struct XmlComment {
    std::string_view text;  // with its marks
    std::uint64_t offset = 0;
    std::uint64_t line = 0;
};

// Gives an element "jvm-options", commented out, of the options about mail and passwords, if there are any.
// Answers the edits as splices of the comment. NULL takes an option away; there are no new ones.
std::vector<format::XmlSplice> push_comment_options(RecordSink& sink, const XmlComment& comment);

}  // namespace postern::source
