#include "target/log_recognition.hpp"

#include <algorithm>
#include <array>

#include "base/byte_search.hpp"

namespace postern::target {

namespace {

constexpr std::size_t kLimit = 64 * 1024;
constexpr int kLines = 32;  // a rotated log may start within a stack trace
constexpr std::string_view kTime = "0000-00-00 00:00:00,000 ";
constexpr std::size_t kLevelWithin = 256;

constexpr std::array<std::string_view, 6> kLevels{" TRACE ", " DEBUG ", " INFO ",
                                                  " WARN ",  " ERROR ", " FATAL "};
constexpr std::array<std::string_view, 5> kOwn{"atlassian", "jira", "ServiceRunner", "PopService",
                                               "MailFetcherService"};

bool fits(char pattern, char c) {
    return pattern == '0' ? c >= '0' && c <= '9' : pattern == ',' ? c == ',' || c == '.' : pattern == c;
}

bool starts_entry(std::string_view line) {
    const bool timed =
        line.size() >= kTime.size() && std::equal(kTime.begin(), kTime.end(), line.begin(), fits);
    const std::string_view head = line.substr(0, kLevelWithin);
    return timed && std::any_of(kLevels.begin(), kLevels.end(), [head](std::string_view level) {
               return head.find(level) != std::string_view::npos;
           });
}

bool is_own(std::string_view text) {
    return std::any_of(kOwn.begin(), kOwn.end(), [text](std::string_view name) {
        return base::find_text(text, name) != std::string_view::npos;
    });
}

}  // namespace

std::optional<Recognition> recognise_log(std::string_view head, bool all) {
    const std::string_view text = head.substr(0, kLimit);
    const bool enough = all || head.size() >= kLimit;
    std::string_view rest = text;
    bool entry = false;
    int lines = 0;
    for (; !entry && lines < kLines && !rest.empty(); ++lines) {
        const std::size_t end = rest.find('\n');
        if (end == std::string_view::npos && !enough) {
            return std::nullopt;
        }
        const std::string_view line = rest.substr(0, end);
        entry = starts_entry(line);
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    }
    if (entry && is_own(text)) {
        return Recognition{ContentKind::jira_log, ""};
    }
    return enough || (!entry && lines == kLines) ? std::optional(Recognition{}) : std::nullopt;
}

}  // namespace postern::target
