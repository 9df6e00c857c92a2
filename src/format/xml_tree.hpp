// An XML text held whole, as its elements in document order with their bytes.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "format/xml_nesting.hpp"
#include "format/xml_span.hpp"
#include "format/xml_tag.hpp"
#include "format/xml_text.hpp"

namespace postern::format {

// Positions count from the start of the text.
struct XmlNode {
    std::string_view name;
    std::size_t begin = 0;  // of the whole element
    std::size_t end = 0;
    std::size_t content_begin = 0;  // between its tags; both `end` when it is self-closing
    std::size_t content_end = 0;
    std::size_t next = 0;  // index of the first node that is not below this one
    bool self_closing = false;
};

struct XmlComment {
    std::size_t begin = 0;  // with its marks
    std::size_t end = 0;
    std::size_t inside = 0;  // index of the element that it stands in; the root's for one around it
};

class XmlTree {
public:
    // Takes apart one element, or a document without a document type; strictly. The text must
    // outlive what is asked of the tree. After a fault the tree is of no use. More elements than
    // `most` are a fault.
    std::optional<XmlFault> parse(std::string_view text, std::size_t most = std::string_view::npos);

    std::string_view text() const { return text_; }

    // The root comes first. Children of nodes()[i]: i + 1, then from each one its `next`, up to the
    // `next` of i.
    std::span<const XmlNode> nodes() const { return nodes_; }
    bool is_leaf(std::size_t node) const { return nodes_[node].next == node + 1; }
    std::span<const XmlComment> comments() const { return comments_; }

    // The start tag of a node. Valid until the next call.
    const XmlTag& tag(std::size_t node);
    std::string_view content(std::size_t node) const;

private:
    std::optional<XmlFault> open();
    std::optional<XmlFault> close();
    std::optional<XmlFault> pass_over(XmlMarkup markup);

    std::string_view text_;
    std::vector<XmlNode> nodes_;
    std::vector<XmlComment> comments_;
    std::size_t most_ = 0;
    std::vector<std::size_t> open_;  // indices of the open elements
    XmlNesting nesting_;
    XmlTag tag_;
    XmlFault fault_;
    std::size_t at_ = 0;
};

// Appends the text of an element's content: character data and CDATA sections joined, comments and
// instructions left out. Answers as append_decoded().
std::string_view append_content(std::string& text, std::string_view content,
                                XmlEncoding encoding = XmlEncoding::utf8);

}  // namespace postern::format
