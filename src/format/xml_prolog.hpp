// What stands before the root of an XML document: byte order mark, declaration, document type.
#pragma once

#include <string>
#include <string_view>

#include "format/xml_text.hpp"

namespace postern::format {

inline constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

// Whether the first bytes are those of UTF-16 or UTF-32, by their mark or by their zero bytes.
bool looks_like_wide_xml(std::string_view first_bytes);

// `instruction` is a whole one. The encoding it declares, "UTF-8" when it is no XML declaration or
// declares none.
std::string declared_encoding(std::string_view instruction);

enum class XmlDoctypeStatus { complete, need_more, declares_entities };

struct XmlDoctype {
    XmlDoctypeStatus status = XmlDoctypeStatus::need_more;
    std::size_t end = 0;  // behind its '>', 0 when that is not in sight
};

// Measures the "<!DOCTYPE" that `bytes` starts with. That it declares entities is told as soon as it is
// seen.
XmlDoctype scan_doctype(std::string_view bytes);

}  // namespace postern::format
