#include "target/xml_recognition.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "format/xml_prolog.hpp"
#include "format/xml_span.hpp"

namespace postern::target {

namespace {

struct Root {
    std::string_view name;
    ContentKind kind;
};

constexpr std::array<Root, 17> kRoots{{
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
    {"tomee", ContentKind::tomcat_xml},
    {"openejb", ContentKind::tomcat_xml},
    {"mysqldump", ContentKind::mysql_xml},
    {"jira-database-config", ContentKind::product_xml},
    {"confluence-configuration", ContentKind::product_xml},
    {"crowd", ContentKind::product_xml},
}};

// A root that other programs have too: what stands first in it tells.
struct FirstChild {
    std::string_view root;
    std::string_view child;
    ContentKind kind;
};

constexpr std::array<FirstChild, 6> kFirstChildren{{
    {"application-configuration", "setupStep", ContentKind::product_xml},  // of Bamboo and Crowd
    {"application-configuration", "setupType", ContentKind::product_xml},
    {"application-configuration", "buildNumber", ContentKind::product_xml},
    {"application-configuration", "properties", ContentKind::product_xml},
    {"resources", "Resource", ContentKind::tomcat_xml},  // of TomEE
    {"resources", "Container", ContentKind::tomcat_xml},
}};

bool is_shared_root(std::string_view name) {
    return std::any_of(kFirstChildren.begin(), kFirstChildren.end(),
                       [name](const FirstChild& known) { return known.root == name; });
}

Recognition recognise_first_child(std::string_view root, std::string_view child) {
    for (const FirstChild& known : kFirstChildren) {
        if (known.root == root && known.child == child) {
            return {known.kind, ""};
        }
    }
    return {};
}

std::string_view name_of(std::string_view tag) {
    return tag.substr(0, tag.find_first_of(" \t\r\n/>"));
}

// The configuration of Fisheye and Crucible, by an attribute that nobody else has; a mail server as XStream
// writes it.
bool is_product_root(std::string_view name, std::string_view tag) {
    const std::size_t bind = tag.find("control-bind=");
    const bool has_bind = bind != std::string_view::npos && format::is_xml_space(tag[bind - 1]);
    return (name == "config" && has_bind) ||
           (name.starts_with("com.atlassian.") && name.find("MailServer") != std::string_view::npos);
}

Recognition recognise_root(std::string_view tag) {
    const std::string_view name = name_of(tag);
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
    return is_product_root(name, tag) ? Recognition{ContentKind::product_xml, ""} : Recognition{};
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
    std::string_view shared_root;
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
        const bool is_tag = rest[1] != '!' && rest[1] != '?';
        const std::size_t length = markup_length(rest);
        if (length == std::string_view::npos) {
            return is_tag && all && shared_root.empty() ? recognise_root(rest.substr(1)) : out_of_sight;
        }
        const std::string_view tag = rest.substr(1, length - 1);
        if (is_tag && !shared_root.empty()) {
            return recognise_first_child(shared_root, name_of(tag));
        }
        if (is_tag && !is_shared_root(name_of(tag))) {
            return recognise_root(tag);
        }
        shared_root = is_tag ? name_of(tag) : shared_root;
        rest.remove_prefix(length);
    }
}

}  // namespace postern::target
