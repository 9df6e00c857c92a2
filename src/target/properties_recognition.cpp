#include "target/properties_recognition.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace postern::target {

namespace {

constexpr std::size_t kLimit = 64 * 1024;
constexpr std::string_view kBlanks = " \t\f\r";

// Texts of a user interface have keys like "mail.subject", builds have "jira.version".
constexpr std::array<std::string_view, 27> kKeys{"jdbc.password",
                                                 "jdbc.url",
                                                 "setup.sysadmin.password",
                                                 "encrypted-property.cipher.classname",
                                                 "mail.smtp.*",
                                                 "mail.smtps.*",
                                                 "mail.pop3.*",
                                                 "mail.pop3s.*",
                                                 "mail.imap.*",
                                                 "mail.imaps.*",
                                                 "mail.host",
                                                 "mail.user",
                                                 "mail.password",
                                                 "mail.debug",
                                                 "mail.transport.protocol",
                                                 "mail.store.protocol",
                                                 "atlassian.mail.*",
                                                 "jira.mail.*",
                                                 "jira.home",
                                                 "jira.websudo.is.disabled",
                                                 "crowd.server.url",
                                                 "crowd.base.url",
                                                 "confluence.home",
                                                 "confluence.mail.*",
                                                 "plugin.mail.*",
                                                 "setup.sysadmin.username",
                                                 "confluence.disable.mailpolling"};

bool is_known(std::string_view key) {
    return std::any_of(kKeys.begin(), kKeys.end(),
                       [key](std::string_view glob) { return base::glob_fits(glob, key); });
}

bool is_key_character(char c) {
    constexpr std::string_view kOthers = "._-/$\\@[]*";
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           kOthers.find(c) != std::string_view::npos;
}

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 && kBlanks.find(c) == std::string_view::npos;
}

// Of "key value", which prose could be as well.
bool is_dotted(std::string_view key) {
    return key.find('.') != std::string_view::npos && !key.starts_with('.') && !key.ends_with('.');
}

// Empty where the line is no "key=value".
std::string_view key_of(std::string_view line) {
    const auto end =
        static_cast<std::size_t>(std::find_if_not(line.begin(), line.end(), is_key_character) - line.begin());
    const std::size_t separator = line.find_first_not_of(kBlanks, end);
    const bool separated =
        separator != std::string_view::npos && (line[separator] == '=' || line[separator] == ':');
    const bool parted =
        separator != std::string_view::npos && separator > end && is_dotted(line.substr(0, end));
    return separated || parted ? line.substr(0, end) : std::string_view();
}

bool continues(std::string_view line) {
    line.remove_suffix(line.ends_with('\r') ? 1 : 0);
    const std::size_t last = line.find_last_not_of('\\');
    return (line.size() - (last == std::string_view::npos ? 0 : last + 1)) % 2 == 1;
}

class Reader {
public:
    // False: the text is something else.
    bool take(std::string_view line) {
        if (std::any_of(line.begin(), line.end(), is_control)) {
            return false;
        }
        if (continued_) {
            continued_ = continues(line);
            return true;
        }
        const std::size_t first = line.find_first_not_of(kBlanks);
        if (first == std::string_view::npos) {
            return true;
        }
        line.remove_prefix(first);
        if (line[0] == '#' || line[0] == '!') {
            line.remove_prefix(std::min(line.find_first_not_of("#! \t"), line.size()));
            known_ = known_ || is_known(key_of(line));
            return true;
        }
        const std::string_view key = key_of(line);
        known_ = known_ || is_known(key);
        continued_ = continues(line);
        return !key.empty();
    }

    bool is_known_file() const { return known_; }

private:
    bool continued_ = false;
    bool known_ = false;
};

}  // namespace

std::optional<Recognition> recognise_properties(std::string_view head, bool all) {
    Reader reader;
    std::string_view rest = head.substr(0, kLimit);
    rest.remove_prefix(rest.starts_with("\xEF\xBB\xBF") ? 3 : 0);
    const bool cut = head.size() >= kLimit;
    while (!rest.empty()) {
        const std::size_t end = rest.find('\n');
        if (end == std::string_view::npos && (cut || !all)) {
            break;
        }
        const std::string_view line = rest.substr(0, end);
        if (!reader.take(line)) {
            return Recognition{};
        }
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    }
    if (!all && !cut) {
        return std::nullopt;
    }
    return reader.is_known_file() ? Recognition{ContentKind::properties, ""} : Recognition{};
}

}  // namespace postern::target
