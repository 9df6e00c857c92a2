// Where the pieces of XML markup begin and end, in bytes that may come piece by piece.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/byte_search.hpp"

namespace postern::format {

// What is wrong with a text, and where in it. The reason is one lower-case clause, never a value.
struct XmlFault {
    std::size_t at = 0;
    std::string reason;
};

enum class XmlMarkup { need_more, start_tag, end_tag, comment, cdata, instruction, doctype, malformed };

// What the '<' that `bytes` starts with begins.
XmlMarkup classify_markup(std::string_view bytes);

// "-->" of a comment, "]]>" of a CDATA section, "?>" of a processing instruction.
std::string_view terminator_of(XmlMarkup markup);
// How many bytes stand before the first byte that may belong to the terminator.
std::size_t opening_size(XmlMarkup markup);
// Where the terminator stands, or npos.
std::size_t find_terminator(std::string_view bytes, XmlMarkup markup);

inline bool is_xml_space(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}
// Whether a name may start with it; bytes above ASCII may always.
bool starts_xml_name(char c);
// Bytes up to the first that cannot belong to a name; bytes.size() when the name may go on.
std::size_t xml_name_length(std::string_view bytes);

// For showing: in a malformed file a name may be a piece of a value, so only those that the formats
// themselves define are told.
std::string shown_tag(std::string_view name);

// Finds the '>' of a tag whose attributes do not matter.
class XmlTagEnd {
public:
    // Takes the bytes behind the name, then those that follow. Position of the '>', or of a '<'
    // that must not be there; bytes.size() when neither came.
    std::size_t find(std::string_view bytes);

    // Asked when the '>' was found.
    bool self_closing() const { return state_.previous == '/'; }

private:
    base::QuoteState state_;
    bool single_quoted_ = false;
};

}  // namespace postern::format
