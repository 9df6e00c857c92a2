#include "format/xml_tree.hpp"

#include <algorithm>

namespace postern::format {

namespace {

constexpr std::string_view kSpace = " \t\r\n";

bool is_opaque(XmlMarkup markup) {
    return markup == XmlMarkup::comment || markup == XmlMarkup::cdata || markup == XmlMarkup::instruction;
}

// Behind the comment, CDATA section or instruction at `at`, npos when it does not end.
std::size_t behind(std::string_view text, std::size_t at, XmlMarkup markup) {
    const std::string_view terminator = terminator_of(markup);
    const std::size_t end = text.find(terminator, at + opening_size(markup));
    return end == std::string_view::npos ? end : end + terminator.size();
}

}  // namespace

std::optional<XmlFault> XmlTree::parse(std::string_view text, std::size_t most) {
    text_ = text;
    most_ = most;
    nodes_.clear();
    comments_.clear();
    open_.clear();
    nesting_ = {};
    at_ = 0;
    for (;;) {
        const std::size_t tag = std::min(text_.find('<', at_), text_.size());
        const std::string_view between = text_.substr(at_, tag - at_);
        if (open_.empty() && between.find_first_not_of(kSpace) != std::string_view::npos) {
            return XmlFault{at_, "text outside the root element"};
        }
        at_ = tag;
        if (at_ == text_.size()) {
            break;
        }
        const XmlMarkup markup = classify_markup(text_.substr(at_));
        auto fault = markup == XmlMarkup::start_tag ? open()
                     : markup == XmlMarkup::end_tag ? close()
                                                    : pass_over(markup);
        if (fault) {
            return fault;
        }
    }
    if (!open_.empty()) {
        return XmlFault{at_, "ends inside " + shown_tag(nesting_.innermost()) + ": truncated"};
    }
    return nodes_.empty() ? std::optional(XmlFault{0, "no element"}) : std::nullopt;
}

std::optional<XmlFault> XmlTree::open() {
    if (open_.empty() && !nodes_.empty()) {
        return XmlFault{at_, "a second root element"};
    }
    if (nodes_.size() == most_) {
        return XmlFault{at_, "too many elements"};
    }
    switch (parse_start_tag(text_.substr(at_), tag_, fault_)) {
        case XmlTagStatus::malformed:
            return XmlFault{at_ + fault_.at, fault_.reason};
        case XmlTagStatus::need_more:
            return XmlFault{at_, "ends inside " + shown_tag(tag_.name) + ": truncated"};
        case XmlTagStatus::complete:
            break;
    }
    const std::size_t end = at_ + tag_.end;
    nodes_.push_back({tag_.name, at_, end, end, end, nodes_.size() + 1, tag_.self_closing});
    if (!tag_.self_closing) {
        if (!nesting_.open(tag_.name)) {
            return XmlFault{at_, "elements nested too deeply"};
        }
        open_.push_back(nodes_.size() - 1);
    }
    at_ = end;
    return std::nullopt;
}

std::optional<XmlFault> XmlTree::close() {
    const std::size_t end = text_.find('>', at_);
    if (end == std::string_view::npos) {
        return XmlFault{at_, "ends inside an end tag: truncated"};
    }
    std::string_view name = text_.substr(at_ + 2, end - at_ - 2);
    name = name.substr(0, name.find_last_not_of(kSpace) + 1);
    if (!nesting_.close(name)) {
        return XmlFault{at_, "an end tag that does not fit " + shown_tag(nesting_.innermost())};
    }
    XmlNode& node = nodes_[open_.back()];
    open_.pop_back();
    node.content_end = at_;
    node.end = at_ = end + 1;
    node.next = nodes_.size();
    return std::nullopt;
}

std::optional<XmlFault> XmlTree::pass_over(XmlMarkup markup) {
    if (!is_opaque(markup) || (markup == XmlMarkup::cdata && open_.empty())) {
        return XmlFault{at_, markup == XmlMarkup::doctype ? "a document type" : "a stray '<'"};
    }
    const std::size_t end = behind(text_, at_, markup);
    if (end == std::string_view::npos) {
        return XmlFault{at_, "a comment, CDATA section or instruction that does not end"};
    }
    if (markup == XmlMarkup::comment) {
        comments_.push_back({at_, end, open_.empty() ? 0 : open_.back()});
    }
    at_ = end;
    return std::nullopt;
}

const XmlTag& XmlTree::tag(std::size_t node) {
    parse_start_tag(text_.substr(nodes_[node].begin), tag_, fault_);
    return tag_;
}

std::string_view XmlTree::content(std::size_t node) const {
    return text_.substr(nodes_[node].content_begin, nodes_[node].content_end - nodes_[node].content_begin);
}

std::string_view append_content(std::string& text, std::string_view content, XmlEncoding encoding) {
    std::string_view fault;
    const auto append = [&](std::string_view raw, XmlPlace place) {
        const std::string_view wrong = append_decoded(text, raw, place, encoding);
        fault = wrong.empty() ? fault : wrong;
    };
    while (!content.empty()) {
        const std::size_t markup_at = std::min(content.find('<'), content.size());
        append(content.substr(0, markup_at), XmlPlace::text);
        content.remove_prefix(markup_at);
        const XmlMarkup markup = classify_markup(content);
        const std::size_t end = is_opaque(markup) ? behind(content, 0, markup) : std::string_view::npos;
        if (end == std::string_view::npos) {
            break;
        }
        if (markup == XmlMarkup::cdata) {
            const std::size_t open = opening_size(markup);
            append(content.substr(open, end - terminator_of(markup).size() - open), XmlPlace::cdata);
        }
        content.remove_prefix(end);
    }
    return fault;
}

}  // namespace postern::format
