#include "format/xstream.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace postern::format {

namespace {

constexpr std::string_view kClass = "class";
constexpr std::string_view kAtClass = "@class";
constexpr std::string_view kProperty = "property:";

constexpr std::string_view kEntry = "entry";

// Every element costs far more memory than the few bytes it may be written in.
constexpr std::size_t kMostElements = 100'000;

bool is_collection(std::string_view name) {
    constexpr std::array<std::string_view, 13> kNames{"list",
                                                      "linked-list",
                                                      "vector",
                                                      "set",
                                                      "linked-hash-set",
                                                      "tree-set",
                                                      "sorted-set",
                                                      "singleton-list",
                                                      "singleton-set",
                                                      "empty-list",
                                                      "empty-set",
                                                      "java.util.concurrent.CopyOnWriteArrayList",
                                                      "java.util.concurrent.CopyOnWriteArraySet"};
    return name.ends_with("-array") || std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

}  // namespace

XstreamDocument::~XstreamDocument() {
    ::explicit_bzero(decoded_.data(), decoded_.size());
}

std::optional<XmlFault> XstreamDocument::parse(std::string_view text) {
    accounts_.clear();
    splices_.clear();
    ::explicit_bzero(decoded_.data(), decoded_.size());
    decoded_.clear();
    if (auto fault = tree_.parse(text, kMostElements)) {
        return fault;
    }
    // A decoded value is no longer than its bytes, and a name made of two parts than its element.
    decoded_.reserve(text.size() * 2);
    is_map(0) ? read_map(0) : read_collection(0);
    return std::nullopt;
}

// By its name, or by its children.
bool XstreamDocument::is_map(std::size_t node) const {
    constexpr std::array<std::string_view, 3> kMaps{"linked-hash-map", "map", "tree-map"};
    const auto nodes = tree_.nodes();
    bool all_entries = !tree_.is_leaf(node);
    for (std::size_t i = node + 1; all_entries && i < nodes[node].next; i = nodes[i].next) {
        all_entries = nodes[i].name == kEntry;
    }
    return all_entries || std::find(kMaps.begin(), kMaps.end(), nodes[node].name) != kMaps.end();
}

void XstreamDocument::read_map(std::size_t node) {
    const auto nodes = tree_.nodes();
    for (std::size_t i = node + 1; i < nodes[node].next; i = nodes[i].next) {
        std::size_t value = i;
        for (std::size_t child = i + 1; nodes[i].name == kEntry && child < nodes[i].next;
             child = nodes[child].next) {
            value = child;
        }
        if (value != i) {
            read_value(value);
        }
    }
}

void XstreamDocument::read_collection(std::size_t node) {
    const auto nodes = tree_.nodes();
    for (std::size_t i = node + 1; i < nodes[node].next; i = nodes[i].next) {
        read_value(i);
    }
}

void XstreamDocument::read_value(std::size_t node) {
    const std::string_view name = tree_.nodes()[node].name;
    if (is_map(node)) {
        read_map(node);
    } else if (is_collection(name)) {
        read_collection(node);
    } else if (name != "null") {
        read_account(node);
    }
}

void XstreamDocument::read_account(std::size_t node) {
    const auto nodes = tree_.nodes();
    XstreamAccount account;
    const std::size_t begin = decoded_.size();
    for (std::string_view name = nodes[node].name; !name.empty();) {
        const bool escaped = name.starts_with("_-");
        decoded_ += escaped ? '$' : name[0];
        name.remove_prefix(escaped ? 2 : 1);
    }
    account.leaves.push_back({kClass, std::string_view(decoded_).substr(begin), node});
    for (std::size_t i = node + 1; i < nodes[node].next; ++i) {
        const std::size_t before = account.leaves.size();
        read_attributes(i, account);
        const bool is_property =
            account.leaves.size() > before && account.leaves.back().name.starts_with(kProperty);
        if (tree_.is_leaf(i) && !is_property) {
            const std::size_t text = decoded_.size();
            append_content(decoded_, tree_.content(i));
            account.leaves.push_back({nodes[i].name, std::string_view(decoded_).substr(text), i});
        }
    }
    accounts_.push_back(std::move(account));
}

void XstreamDocument::read_attributes(std::size_t node, XstreamAccount& account) {
    const XmlTag& tag = tree_.tag(node);
    const std::string_view text = node_text(node);
    const auto add = [&](std::string_view left, std::string_view right, const XmlAttribute& value) {
        const std::size_t begin = decoded_.size();
        (decoded_ += left) += right;
        const auto name = std::string_view(decoded_).substr(begin);
        account.leaves.push_back({name, decode(raw_value(text, value)), node});
    };
    if (const XmlAttribute* found = tag.find(kClass)) {
        add(tag.name, kAtClass, *found);
    }
    const XmlAttribute* name = tag.find("name");
    const XmlAttribute* value = tag.find("value");
    if (tag.name == "property" && name != nullptr && value != nullptr) {
        const std::size_t begin = decoded_.size();
        decoded_ += kProperty;
        append_decoded(decoded_, raw_value(text, *name), XmlPlace::attribute);
        const auto full_name = std::string_view(decoded_).substr(begin);
        account.leaves.push_back({full_name, decode(raw_value(text, *value)), node});
    }
}

std::string_view XstreamDocument::decode(std::string_view raw) {
    const std::size_t begin = decoded_.size();
    append_decoded(decoded_, raw, XmlPlace::attribute);
    return std::string_view(decoded_).substr(begin);
}

std::string_view XstreamDocument::node_text(std::size_t node) const {
    const XmlNode& found = tree_.nodes()[node];
    return tree_.text().substr(found.begin, found.end - found.begin);
}

bool XstreamDocument::set(const XstreamLeaf& leaf, const std::optional<std::string>& value) {
    const XmlNode& node = tree_.nodes()[leaf.node];
    if (leaf.name == kClass) {
        return false;
    }
    if (!value) {
        splices_.push_back({node.begin, node.end, {}});
        return true;
    }
    if (leaf.name.ends_with(kAtClass)) {
        return set_attribute(leaf, kClass, *value);
    }
    if (leaf.name.starts_with(kProperty)) {
        return set_attribute(leaf, "value", *value);
    }
    XmlSplice splice{node.content_begin, node.content_end, {}};
    if (node.self_closing) {
        splice = {node.end - 2, node.end, ">"};
    }
    if (!append_encoded(splice.text, *value, {XmlPlace::text})) {
        return false;
    }
    if (node.self_closing) {
        ((splice.text += "</") += node.name) += '>';
    }
    splices_.push_back(std::move(splice));
    return true;
}

bool XstreamDocument::set_attribute(const XstreamLeaf& leaf, std::string_view name, std::string_view value) {
    const std::size_t begin = tree_.nodes()[leaf.node].begin;
    const XmlAttribute attribute = *tree_.tag(leaf.node).find(name);
    XmlSplice splice{begin + attribute.value_begin + 1, begin + attribute.value_end - 1, {}};
    if (!append_encoded(splice.text, value, {XmlPlace::attribute})) {
        return false;
    }
    splices_.push_back(std::move(splice));
    return true;
}

bool XstreamDocument::add(const XstreamAccount& account, std::string_view name, std::string_view value) {
    const auto nodes = tree_.nodes();
    const std::size_t top = account.leaves[0].node;
    const bool is_name = !name.empty() && starts_xml_name(name[0]) && xml_name_length(name) == name.size();
    if (!is_name || nodes[top].self_closing) {
        return false;
    }
    // Go down to the element whose first child is a leaf, then to the last leaf in it.
    std::size_t parent = top;
    while (!tree_.is_leaf(parent) && !tree_.is_leaf(parent + 1)) {
        ++parent;
    }
    std::size_t at = nodes[parent].content_begin;
    for (std::size_t i = parent + 1; i < nodes[parent].next; i = nodes[i].next) {
        at = nodes[i].end;
    }
    XmlSplice splice{at, at, "<" + std::string(name) + ">"};
    if (!append_encoded(splice.text, value, {XmlPlace::text})) {
        return false;
    }
    ((splice.text += "</") += name) += '>';
    splices_.push_back(std::move(splice));
    return true;
}

}  // namespace postern::format
