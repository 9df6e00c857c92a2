// Mail accounts in an XStream document: a serialised map or list of Java objects.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "format/xml_splice.hpp"
#include "format/xml_tree.hpp"

namespace postern::format {

// A named value of an account:
//   "class"         the account element's own name, with '$' for XStream's "_-"
//   "TAG"           the text of a leaf <TAG> anywhere below
//   "TAG@class"     the attribute class of an element <TAG> below
//   "property:N"    V of a <property name="N" value="V"/> below
struct XstreamLeaf {
    std::string_view name;
    std::string_view value;  // decoded
    std::size_t node = 0;    // of XmlTree::nodes()
};

struct XstreamAccount {
    std::vector<XstreamLeaf> leaves;  // in document order, "class" first
};

// In a map, which has only <entry> children, the account is the last child of each; in any other root
// each child is one. Where a map or a collection stands in the place of an account, its elements are
// accounts. <null/> is none.
class XstreamDocument {
public:
    XstreamDocument() = default;
    ~XstreamDocument();
    XstreamDocument(const XstreamDocument&) = delete;
    XstreamDocument& operator=(const XstreamDocument&) = delete;

    // The text (UTF-8) must outlive what is asked of the document. After a fault there are no
    // accounts; a very great number of elements is a fault.
    std::optional<XmlFault> parse(std::string_view text);

    const std::vector<XstreamAccount>& accounts() const { return accounts_; }

    // Notes a change for rewritten(). NULL removes the element, of "TAG@class" too: an object goes whole,
    // as none can be read without its class. False when XML cannot hold the value, or for "class".
    [[nodiscard]] bool set(const XstreamLeaf& leaf, const std::optional<std::string>& value);
    // A leaf that is not there: goes behind the last of those beside the account's first leaf.
    [[nodiscard]] bool add(const XstreamAccount& account, std::string_view name, std::string_view value);

    bool changed() const { return !splices_.empty(); }
    std::string rewritten() const { return spliced(tree_.text(), splices_); }

private:
    bool is_map(std::size_t node) const;
    void read_map(std::size_t node);
    void read_collection(std::size_t node);
    void read_value(std::size_t node);
    void read_account(std::size_t node);
    void read_attributes(std::size_t node, XstreamAccount& account);
    std::string_view decode(std::string_view raw);
    bool set_attribute(const XstreamLeaf& leaf, std::string_view name, std::string_view value);
    std::string_view node_text(std::size_t node) const;

    XmlTree tree_;
    std::vector<XstreamAccount> accounts_;
    std::vector<XmlSplice> splices_;
    std::string decoded_;  // reserved once: views point into it
};

}  // namespace postern::format
