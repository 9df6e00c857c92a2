#include "format/xml_tag.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace postern::format {

namespace {

// Looking for attributes given twice is quadratic.
constexpr std::size_t kMostAttributes = 1000;

class TagParser {
public:
    TagParser(std::string_view bytes, bool bare, XmlTag& tag, XmlFault& fault)
        : bytes_(bytes), bare_(bare), tag_(tag), fault_(fault) {}

    XmlTagStatus parse() {
        tag_ = {.name = {}, .attributes = std::move(tag_.attributes)};
        tag_.attributes.clear();
        at_ = bare_ ? 0 : 1;
        const std::size_t length = xml_name_length(bytes_.substr(std::min(at_, bytes_.size())));
        if (length > 0 && !starts_xml_name(bytes_[at_])) {
            return malformed("a tag without a name");
        }
        tag_.name = length > 0 ? bytes_.substr(at_, length) : std::string_view();
        tag_.attributes_end = at_ += length;
        for (;;) {
            const std::size_t before = at_;
            skip_space();
            if (const auto ended = end_of_tag()) {
                return *ended;
            }
            if (before == at_) {
                return malformed("an attribute without white space before it");
            }
            const XmlTagStatus status = attribute(before);
            if (status != XmlTagStatus::complete) {
                return status;
            }
        }
    }

private:
    void skip_space() {
        while (at_ < bytes_.size() && is_xml_space(bytes_[at_])) {
            ++at_;
        }
    }

    std::optional<XmlTagStatus> end_of_tag() {
        const bool slash = at_ < bytes_.size() && bytes_[at_] == '/';
        const std::size_t end = at_ + (slash ? 1 : 0);
        if (end == bytes_.size()) {
            return bare_ ? finish(end, slash) : XmlTagStatus::need_more;
        }
        if (bytes_[end] == '>' && !bare_) {
            return finish(end + 1, slash);
        }
        return slash ? std::optional(malformed("a slash inside a tag")) : std::nullopt;
    }

    XmlTagStatus finish(std::size_t end, bool slash) {
        tag_.end = end;
        tag_.self_closing = slash;
        return tag_.name.empty() ? malformed("a tag without a name") : XmlTagStatus::complete;
    }

    XmlTagStatus attribute(std::size_t before) {
        XmlAttribute attribute{.name = {}, .begin = before};
        const std::size_t length = xml_name_length(bytes_.substr(at_));
        if (length == 0 || !starts_xml_name(bytes_[at_])) {
            return malformed(bytes_[at_] == '<' ? "a '<' inside a tag" : "an attribute without a name");
        }
        attribute.name = bytes_.substr(at_, length);
        at_ += length;
        skip_space();
        if (at_ == bytes_.size()) {
            return cut();
        }
        if (bytes_[at_] != '=') {
            return malformed("an attribute without a value");
        }
        ++at_;
        skip_space();
        return value(attribute);
    }

    XmlTagStatus value(XmlAttribute& attribute) {
        if (at_ == bytes_.size()) {
            return cut();
        }
        const char quote = bytes_[at_];
        if (quote != '"' && quote != '\'') {
            return malformed("an attribute without quotes");
        }
        attribute.value_begin = at_;
        const char stops[] = {quote, '<'};
        const std::size_t end = bytes_.find_first_of({stops, 2}, at_ + 1);
        if (end == std::string_view::npos) {
            return cut();
        }
        at_ = end;
        if (bytes_[end] == '<') {
            return malformed("a '<' inside an attribute");
        }
        if (tag_.find(attribute.name) != nullptr) {
            return malformed("an attribute given twice");
        }
        if (tag_.attributes.size() == kMostAttributes) {
            return malformed("a tag with too many attributes");
        }
        attribute.value_end = tag_.attributes_end = ++at_;
        tag_.attributes.push_back(attribute);
        return XmlTagStatus::complete;
    }

    XmlTagStatus cut() { return bare_ ? malformed("a tag that is cut short") : XmlTagStatus::need_more; }

    XmlTagStatus malformed(const char* reason) {
        fault_ = {at_, reason};
        return XmlTagStatus::malformed;
    }

    std::string_view bytes_;
    bool bare_;
    XmlTag& tag_;
    XmlFault& fault_;
    std::size_t at_ = 0;
};

}  // namespace

const XmlAttribute* XmlTag::find(std::string_view attribute) const {
    const auto found = std::find_if(attributes.begin(), attributes.end(), [&](const XmlAttribute& candidate) {
        return candidate.name == attribute;
    });
    return found == attributes.end() ? nullptr : &*found;
}

std::string_view raw_value(std::string_view tag, const XmlAttribute& attribute) {
    return tag.substr(attribute.value_begin + 1, attribute.value_end - attribute.value_begin - 2);
}

XmlTagStatus parse_start_tag(std::string_view bytes, XmlTag& tag, XmlFault& fault) {
    return TagParser(bytes, false, tag, fault).parse();
}

XmlTagStatus parse_bare_tag(std::string_view bytes, XmlTag& tag, XmlFault& fault) {
    return TagParser(bytes, true, tag, fault).parse();
}

}  // namespace postern::format
