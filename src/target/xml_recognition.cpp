#include "target/xml_recognition.hpp"

#include <array>
#include <utility>

#include "format/xml_prolog.hpp"

namespace postern::target {

namespace {

struct Root {
    std::string_view name;
    ContentKind kind;
};

constexpr std::array<Root, 12> kRoots{{
    {"entity-engine-xml", ContentKind::jira_xml},
    {"hibernate-generic", ContentKind::confluence_xml},
    {"Server", ContentKind::tomcat_xml},
    {"Service", ContentKind::tomcat_xml},
    {"Engine", ContentKind::tomcat_xml},
    {"Host", ContentKind::tomcat_xml},
    {"Context", ContentKind::tomcat_xml},
    {"GlobalNamingResources", ContentKind::tomcat_xml},
    {"DefaultContext", ContentKind::tomcat_xml},
    {"Resource", ContentKind::tomcat_xml},
    {"ResourceParams", ContentKind::tomcat_xml},
    {"mysqldump", ContentKind::mysql_xml},
}};

Recognition recognise_root(std::string_view tag) {
    const std::string_view name = tag.substr(0, tag.find_first_of(" \t\r\n/>"));
    for (const Root& root : kRoots) {
        if (name == root.name) {
            return {root.kind, ""};
        }
    }
    if (name == "backup" && tag.find("http://www.atlassian.com/ao") != std::string_view::npos) {
        return {ContentKind::activeobjects_xml, ""};
    }
    if (name == "resultset" && tag.find("statement=") != std::string_view::npos) {
        return {ContentKind::mysql_xml, ""};
    }
    return {};
}

std::size_t length_with(std::string_view text, std::string_view end) {
    const std::size_t at = text.find(end);
    return at == std::string_view::npos ? at : at + end.size();
}

// Length of the piece of markup at the start of text, npos when its end is not in sight.
std::size_t markup_length(std::string_view text) {
    if (text.starts_with("<!--")) {
        return length_with(text, "-->");
    }
    if (text.starts_with("<?")) {
        return length_with(text, "?>");
    }
    if (text.starts_with("<!")) {
        const std::size_t end = format::scan_doctype(text).end;
        return end == 0 ? std::string_view::npos : end;
    }
    return length_with(text, ">");
}

}  // namespace

std::optional<Recognition> recognise_xml(std::string_view head, bool all) {
    std::string_view rest = head;
    rest.remove_prefix(rest.starts_with("\xEF\xBB\xBF") ? 3 : 0);
    const std::optional<Recognition> out_of_sight = all ? std::optional(Recognition{}) : std::nullopt;
    while (true) {
        const std::size_t start = rest.find_first_not_of(" \t\r\n");
        if (start == std::string_view::npos) {
            return out_of_sight;
        }
        rest.remove_prefix(start);
        if (rest[0] != '<') {
            return Recognition{};
        }
        if (rest.size() < 4) {
            return out_of_sight;
        }
        const bool is_root = rest[1] != '!' && rest[1] != '?';
        const std::size_t length = markup_length(rest);
        if (length == std::string_view::npos) {
            return is_root && all ? recognise_root(rest.substr(1)) : out_of_sight;
        }
        if (is_root) {
            return recognise_root(rest.substr(1, length - 1));
        }
        rest.remove_prefix(length);
    }
}

}  // namespace postern::target
