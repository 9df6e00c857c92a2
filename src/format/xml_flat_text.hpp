// The character data of an element or a comment as one text, with the way back to its bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "format/xml_text.hpp"

namespace postern::format {

// Where something stands in the content. In `markup` its bytes hold more than character data, so they cannot
// simply be replaced.
struct XmlPlaceInText {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool markup = false;
    bool in_cdata = false;
};

class XmlFlatText {
public:
    // References are decoded, CDATA sections joined to the rest; comments, instructions and elements are left
    // out. Of a comment's content nothing is markup. The content must outlive it; what was decoded is wiped
    // at the end.
    XmlFlatText(std::string_view content, XmlEncoding encoding, bool of_comment = false);
    ~XmlFlatText();
    XmlFlatText(const XmlFlatText&) = delete;
    XmlFlatText& operator=(const XmlFlatText&) = delete;

    std::string_view text() const { return text_; }
    // Of a part of the text, which may be empty.
    XmlPlaceInText place(std::size_t begin, std::size_t end) const;

private:
    struct Unit {
        std::size_t begin = 0;
        std::size_t end = 0;
        bool in_cdata = false;
    };

    void append(std::size_t begin, std::size_t end, bool in_cdata, XmlEncoding encoding);

    std::string_view content_;
    std::string text_;
    std::vector<Unit> units_;  // of the content, for each byte of the text
};

}  // namespace postern::format
