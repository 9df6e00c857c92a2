// Character data of XML: references, line ends and character sets.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace postern::format {

enum class XmlEncoding { utf8, ascii, latin1, windows1252 };

// By the name in an XML declaration, in any case; nullopt when it is none of those above.
std::optional<XmlEncoding> xml_encoding_named(std::string_view name);

enum class XmlPlace { attribute, text, cdata };

// Appends what `raw` stands for, in UTF-8, with line ends and white space as an XML parser hands
// them on. Answers what is wrong, or nothing; what could not be understood is appended as it is.
// Only the predefined entities and character references are known.
std::string_view append_decoded(std::string& text, std::string_view raw, XmlPlace place,
                                XmlEncoding encoding = XmlEncoding::utf8);

// How a value is to be written.
struct XmlTarget {
    XmlPlace place = XmlPlace::attribute;
    XmlEncoding encoding = XmlEncoding::utf8;
    bool in_comment = false;   // two dashes must not meet
    bool guard_edges = false;  // white space at both ends would be trimmed
};

// Appends the UTF-8 `value` so that append_decoded() gives it back: an attribute without its
// quotes, CDATA with its brackets. False when XML 1.0 cannot hold it; `text` is then of no use.
[[nodiscard]] bool append_encoded(std::string& text, std::string_view value, const XmlTarget& target);

}  // namespace postern::format
