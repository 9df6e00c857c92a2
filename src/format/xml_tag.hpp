// A start tag taken apart: its name, and every attribute with its bytes.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "format/xml_span.hpp"

namespace postern::format {

// Positions count from the start of the tag.
struct XmlAttribute {
    std::string_view name;
    std::size_t begin = 0;        // of the white space before the name
    std::size_t value_begin = 0;  // of the opening quote
    std::size_t value_end = 0;    // behind the closing quote
};

struct XmlTag {
    std::string_view name;
    std::vector<XmlAttribute> attributes;
    std::size_t attributes_end = 0;  // behind the last attribute, or the name
    std::size_t end = 0;             // behind the '>'
    bool self_closing = false;

    const XmlAttribute* find(std::string_view attribute) const;
};

// The value between the quotes, not decoded.
std::string_view raw_value(std::string_view tag, const XmlAttribute& attribute);

enum class XmlTagStatus { complete, need_more, malformed };

// Takes apart the start tag at the front of `bytes`, strictly: every attribute has a quoted value
// and a name of its own. Views in `tag` point into `bytes`; `fault` is set when it is malformed.
XmlTagStatus parse_start_tag(std::string_view bytes, XmlTag& tag, XmlFault& fault);

// The same for a tag that has lost its angle brackets: all of `bytes`, from the name on.
XmlTagStatus parse_bare_tag(std::string_view bytes, XmlTag& tag, XmlFault& fault);

}  // namespace postern::format
