#include "target/jvm_recognition.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "format/jvm_options.hpp"
#include "format/option_syntax.hpp"

namespace postern::target {

namespace {

constexpr std::size_t kLimit = 64 * 1024;

constexpr std::array<std::string_view, 18> kKeys{
    "atlassian.*",   "com.atlassian.*", "confluence.*",
    "jira.home",     "crowd.home",      "bitbucket.home",
    "mail.smtp.*",   "mail.smtps.*",    "mail.pop3.*",
    "mail.pop3s.*",  "mail.imap.*",     "mail.imaps.*",
    "mail.host",     "mail.user",       "mail.from",
    "mail.password", "mail.debug",      "mail.transport.protocol"};
constexpr std::array<std::string_view, 2> kVariables{"JVM_SUPPORT_RECOMMENDED_ARGS", "DISABLE_NOTIFICATIONS"};

bool is_known(const format::JvmOption& option) {
    return option.has_value && std::any_of(kKeys.begin(), kKeys.end(), [&](std::string_view glob) {
               return base::glob_fits(glob, option.key);
           });
}

// Before anything is taken apart.
bool may_hold_options(std::string_view text) {
    return text.find("-D") != std::string_view::npos ||
           std::any_of(kVariables.begin(), kVariables.end(),
                       [text](std::string_view name) { return text.find(name) != std::string_view::npos; });
}

}  // namespace

std::optional<Recognition> recognise_jvm_options(std::string_view head, bool all) {
    std::string_view text = head.substr(0, kLimit);
    const bool enough = all || head.size() >= kLimit;
    if (!all) {
        text = text.substr(0, text.rfind('\n') + 1);
    }
    const auto syntax = format::option_syntax(text);
    const bool comments_only = !syntax && format::is_without_content(text);
    if (!enough) {
        return syntax || comments_only ? std::nullopt : std::optional(Recognition{});
    }
    if (!syntax || text.find('\0') != std::string_view::npos || !may_hold_options(text)) {
        return Recognition{};
    }
    const format::JvmOptions options(text, *syntax);
    const bool known = std::any_of(options.options().begin(), options.options().end(), is_known) ||
                       std::any_of(kVariables.begin(), kVariables.end(),
                                   [&](std::string_view name) { return options.assigns(name); });
    return known ? Recognition{ContentKind::jvm_options, ""} : Recognition{};
}

}  // namespace postern::target
