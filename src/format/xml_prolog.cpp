#include "format/xml_prolog.hpp"

#include "format/xml_tag.hpp"

namespace postern::format {

namespace {

// Behind the quoted string, comment or instruction at `at`; npos when it is cut short, `at` when
// there is none.
std::size_t behind_opaque(std::string_view bytes, std::size_t at) {
    const char c = bytes[at];
    if (c == '"' || c == '\'') {
        const std::size_t end = bytes.find(c, at + 1);
        return end == std::string_view::npos ? end : end + 1;
    }
    for (const auto& [open, close] :
         {std::pair<std::string_view, std::string_view>{"<!--", "-->"}, {"<?", "?>"}}) {
        if (bytes.substr(at, open.size()) == open) {
            const std::size_t end = bytes.find(close, at + open.size());
            return end == std::string_view::npos ? end : end + close.size();
        }
    }
    return at;
}

}  // namespace

bool looks_like_wide_xml(std::string_view first_bytes) {
    return first_bytes.starts_with("\xFE\xFF") || first_bytes.starts_with("\xFF\xFE") ||
           first_bytes.substr(0, 2).find('\0') != std::string_view::npos;
}

std::string declared_encoding(std::string_view instruction) {
    constexpr std::string_view kOpen = "<?xml";
    XmlTag tag;
    XmlFault fault;
    if (!instruction.starts_with(kOpen) || !instruction.ends_with("?>") ||
        instruction.size() < kOpen.size() + 2) {
        return "UTF-8";
    }
    const std::string_view bare = instruction.substr(2, instruction.size() - 4);
    const std::size_t end = bare.find_last_not_of(" \t\r\n") + 1;
    if (parse_bare_tag(bare.substr(0, end), tag, fault) != XmlTagStatus::complete || tag.name != "xml") {
        return "UTF-8";
    }
    const XmlAttribute* encoding = tag.find("encoding");
    return encoding == nullptr ? "UTF-8" : std::string(raw_value(bare, *encoding));
}

XmlDoctype scan_doctype(std::string_view bytes) {
    bool subset = false;
    XmlDoctype found;
    for (std::size_t at = 1; at < bytes.size();) {
        if (bytes.substr(at).starts_with("<!ENTITY")) {
            found.status = XmlDoctypeStatus::declares_entities;
        }
        const std::size_t behind = behind_opaque(bytes, at);
        if (behind == std::string_view::npos) {
            break;
        }
        if (behind > at) {
            at = behind;
            continue;
        }
        if (bytes[at] == '>' && !subset) {
            const bool plain = found.status == XmlDoctypeStatus::need_more;
            return {plain ? XmlDoctypeStatus::complete : found.status, at + 1};
        }
        subset = subset ? bytes[at] != ']' : bytes[at] == '[';
        ++at;
    }
    return found;
}

}  // namespace postern::format
