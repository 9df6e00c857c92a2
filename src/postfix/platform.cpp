#include "postfix/platform.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace postern::postfix {

namespace {

constexpr std::array<PlatformFacts, 4> kPlatforms{{
    {Platform::debian, "debian", "Debian, Ubuntu", "/etc/ssl/certs/ca-certificates.crt",
     "apt-get install postfix libsasl2-modules ca-certificates", "apt-get install postfix ca-certificates",
     "in /var/log/mail.log where rsyslog runs, elsewhere in journalctl -u 'postfix*'",
     "Debian 12 and older have no package of it; newer releases: apt-cache policy sasl-xoauth2.",
     "/etc/cron.daily"},
    {Platform::rhel, "rhel", "Red Hat Enterprise Linux and its kin, Fedora",
     "/etc/pki/tls/certs/ca-bundle.crt", "dnf install postfix cyrus-sasl-plain ca-certificates",
     "dnf install postfix ca-certificates",
     "in /var/log/maillog where rsyslog runs, elsewhere in journalctl -u 'postfix*'",
     "Fedora and EPEL have the package sasl-xoauth2.", "/etc/cron.daily"},
    {Platform::alpine, "alpine", "Alpine Linux", "/etc/ssl/certs/ca-certificates.crt",
     "apk add postfix cyrus-sasl-login ca-certificates", "apk add postfix ca-certificates",
     "in /var/log/messages or /var/log/mail.log, where a syslog daemon runs",
     "Look whether your release has the package sasl-xoauth2.", "/etc/periodic/daily"},
    {Platform::suse, "suse", "SUSE Linux Enterprise, openSUSE", "/etc/ssl/ca-bundle.pem",
     "zypper install postfix cyrus-sasl-plain ca-certificates", "zypper install postfix ca-certificates",
     "in /var/log/mail where rsyslog runs, elsewhere in journalctl -u 'postfix*'",
     "Look whether your release has the package sasl-xoauth2.", "/etc/cron.daily"},
}};

constexpr std::array<std::pair<std::string_view, Platform>, 18> kIds{
    {{"debian", Platform::debian},
     {"ubuntu", Platform::debian},
     {"raspbian", Platform::debian},
     {"linuxmint", Platform::debian},
     {"rhel", Platform::rhel},
     {"centos", Platform::rhel},
     {"fedora", Platform::rhel},
     {"rocky", Platform::rhel},
     {"almalinux", Platform::rhel},
     {"ol", Platform::rhel},
     {"amzn", Platform::rhel},
     {"alpine", Platform::alpine},
     {"sles", Platform::suse},
     {"sled", Platform::suse},
     {"suse", Platform::suse},
     {"opensuse", Platform::suse},
     {"opensuse-leap", Platform::suse},
     {"opensuse-tumbleweed", Platform::suse}}};

// The words of one line KEY=value or KEY="value value"; empty when there is no such line.
std::string_view words_of(std::string_view os_release, std::string_view key) {
    while (!os_release.empty()) {
        std::string_view line = os_release.substr(0, os_release.find('\n'));
        os_release.remove_prefix(std::min(os_release.size(), line.size() + 1));
        if (line.starts_with(key) && line.substr(key.size()).starts_with('=')) {
            line.remove_prefix(key.size() + 1);
            const std::size_t begin = line.find_first_not_of("\"'");
            const std::size_t end = line.find_last_not_of("\"'\r");
            return begin == std::string_view::npos ? std::string_view() : line.substr(begin, end - begin + 1);
        }
    }
    return {};
}

std::optional<Platform> platform_of_id(std::string_view id) {
    const auto* found =
        std::find_if(kIds.begin(), kIds.end(), [id](const auto& known) { return known.first == id; });
    return found != kIds.end() ? std::optional(found->second) : std::nullopt;
}

}  // namespace

const PlatformFacts& facts_of(Platform platform) {
    return kPlatforms[static_cast<std::size_t>(platform)];
}

std::optional<Platform> platform_named(std::string_view name) {
    for (const PlatformFacts& facts : kPlatforms) {
        if (facts.name == name) {
            return facts.platform;
        }
    }
    return std::nullopt;
}

std::optional<Platform> platform_of_release(std::string_view os_release) {
    for (const std::string_view key : {"ID", "ID_LIKE"}) {
        std::string_view words = words_of(os_release, key);
        while (!words.empty()) {
            const std::string_view word = words.substr(0, words.find(' '));
            if (const auto platform = platform_of_id(word)) {
                return platform;
            }
            words.remove_prefix(std::min(words.size(), word.size() + 1));
        }
    }
    return std::nullopt;
}

std::string platform_names() {
    std::string names;
    for (const PlatformFacts& facts : kPlatforms) {
        const bool last = facts.platform == kPlatforms.back().platform;
        names.append(names.empty() ? "" : last ? " or " : ", ").append(facts.name);
    }
    return names;
}

}  // namespace postern::postfix
